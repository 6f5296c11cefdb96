"""Who wrote an article, whom it is about, where it was first: each organisation only for whoever may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from maillage.network.models import Organisation
from maillage.network.readers import Reader
from maillage.publications.models import Article, ArticleOrganisation, Author, Relay


@dataclass(frozen=True)
class Byline:
    """A person, an organisation, or a person of an organisation."""

    name: str
    organisation: Organisation | None


@dataclass
class Beside:
    """What stands beside an article for one reader; what the reader may not see is not there."""

    relay: Relay | None = None
    authors: list[Byline] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    source: Organisation | None = None


def beside(article: Article, reader: Reader) -> Beside:
    """Of one article as it is held: a draft that is looked at before it is kept has rows that no table knows."""
    return _worked_out([article], list(article.authors.all()), list(article.organisations.all()), reader)[article.pk]


def dress(articles: Sequence[Article], reader: Reader) -> Sequence[Article]:
    """Set `.beside` on each article, and fetch what a row shows of it: the same queries however many there are."""
    if not articles:
        return articles
    prefetch_related_objects(list(articles), "locale", "alias_of__locale")
    prefetch_related_objects([article for article in articles if article.picture_id], "picture__renditions")
    ids = [article.pk for article in articles]
    authors = Author.objects.filter(article__in=ids).order_by("sort_order", "pk")
    links = ArticleOrganisation.objects.filter(article__in=ids).order_by("pk")
    found = _worked_out(articles, list(authors), list(links), reader)
    for article in articles:
        article.beside = found[article.pk]
    return articles


def _worked_out(
    articles: Sequence[Article], authors: list[Author], links: list[ArticleOrganisation], reader: Reader
) -> dict[int, Beside]:
    relays: dict[int, Relay | None] = {article.pk: getattr(article, "relay", None) for article in articles}
    sources = [relay.source_id for relay in relays.values() if relay]
    known = _known(reader, [*(a.organisation_id for a in authors), *(x.organisation_id for x in links), *sources])
    found = {
        pk: Beside(relay, source=known.get(relay.source_id or 0) if relay else None) for pk, relay in relays.items()
    }
    for author in authors:
        organisation = known.get(author.organisation_id or 0)
        if author.name or organisation:
            found[author.article_id].authors.append(Byline(author.name, organisation))
    for link in links:
        if link.organisation_id in known:
            found[link.article_id].organisations.append(known[link.organisation_id])
    return found


def _known(reader: Reader, ids: Iterable[int | None]) -> dict[int, Organisation]:
    wanted = {pk for pk in ids if pk}
    return Organisation.objects.visible_to(reader).in_bulk(wanted) if wanted else {}
