"""What the search knows of an article follows the article, in the same transaction."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.utils.html import strip_tags

from maillage.publications.models import Article, SearchEntry
from maillage.publications.spelling import as_searched

LONGEST = 200_000  # letters of a text that are searched; a vector may not pass 1 MB
WORD = re.compile(r"[^\W\d_]{3,40}")
AT_ONCE = 200
WRITE = """
INSERT INTO publications_searchentry
  (article_id, language, published_on, themes, territories, title, standfirst, body, words, vector, head)
SELECT %(article)s, %(language)s, %(published_on)s, %(themes)s::bigint[], %(territories)s::bigint[],
  %(title)s, %(standfirst)s, %(body)s, %(words)s::text[],
  publications_vector(%(language)s, %(title)s, %(standfirst)s, %(body)s),
  publications_vector(%(language)s, %(title)s, %(standfirst)s, '')
ON CONFLICT (article_id) DO UPDATE SET (language, published_on, themes, territories, title, standfirst, body, words, vector, head)
  = (EXCLUDED.language, EXCLUDED.published_on, EXCLUDED.themes, EXCLUDED.territories, EXCLUDED.title, EXCLUDED.standfirst,
     EXCLUDED.body, EXCLUDED.words, EXCLUDED.vector, EXCLUDED.head)
"""


@transaction.atomic
def index(article: Article) -> None:
    """Make `article` found by what it says now, or not at all when it is not on the site."""
    if not article.live or article.alias_of_id:  # an alias holds the place of what is not translated yet
        SearchEntry.objects.filter(pk=article.pk).delete()
        return
    with connection.cursor() as cursor:
        cursor.execute(WRITE, _row(article))


def index_all() -> int:
    """Everything anew: after the rules of a language have changed. Each few articles are a transaction of their own."""
    searched = Article.objects.live().filter(alias_of=None)
    SearchEntry.objects.exclude(pk__in=searched.values("pk")).delete()
    pks = list(searched.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        _index_some(pks[start : start + AT_ONCE])
    return len(pks)


@transaction.atomic
def _index_some(pks: list[int]) -> None:
    for article in (
        Article.objects.filter(pk__in=pks).select_related("locale").prefetch_related("themes", "territories")
    ):
        index(article)


def _row(article: Article) -> dict[str, Any]:
    title, standfirst = as_searched(article.title), as_searched(article.standfirst)
    body = as_searched(" ".join(said_in(article)))[:LONGEST]
    return {
        "article": article.pk,
        "language": article.locale.language_code,
        "published_on": article.published_on,
        "themes": sorted(theme.pk for theme in article.themes.all()),
        "territories": sorted(unit.pk for unit in article.territories.all()),
        "title": title,
        "standfirst": standfirst,
        "body": body,
        "words": sorted(words_in((title, standfirst, body))),
    }


def said_in(article: Article) -> Iterator[str]:
    """The words of an article, block by block. Names of organisations are not among them: some may be hidden."""
    yield from article.body.stream_block.get_searchable_content(article.body)
    for note in article.footnotes.all():
        yield strip_tags(note.text)
    yield strip_tags(article.further)
    for author in article.authors.all():
        if author.organisation_id is None:
            yield author.name


def words_in(texts: Iterable[str]) -> set[str]:
    """Each different word, in small letters."""
    return {word for text in texts for word in WORD.findall(text.lower())}
