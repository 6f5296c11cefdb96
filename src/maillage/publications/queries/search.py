"""Which articles answer a search, the best first.

What matches is found by index and counted in full. Only some of it is weighed: those with the words in their title or
standfirst and the latest of the others, because weighing reads the whole text of each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Func, Max, Min
from rapidfuzz.distance import OSA

from maillage.kit.search import BEGIN, END, Asked
from maillage.kit.text import fold
from maillage.network.models import Territory, Theme
from maillage.network.readers import Reader
from maillage.publications.models import SearchEntry
from maillage.publications.queries.articles import published
from maillage.publications.spelling import as_written

ABOUT_IT, LATEST = 150, 150  # how many are weighed of those with the words in their head, and of the others
ENOUGH = 3  # with fewer, words that resemble those typed are looked for too
LIKENESS = 0.35  # of 1, by groups of three letters: what is compared letter by letter
LOOKED_AT, ALIKE = 60, 6
SHORT, LONG = 4, 7  # letters: a shorter word has no slip, a longer one may have two
BEGUN = 4  # letters from which the beginning of a word stands for it
WORDS_AT_MOST = 12
EXACT = re.compile(r'"|(?:^|\s)-\w|\sor\s', re.IGNORECASE)  # the reader chose the words with care: none is guessed
STANDING_OUT = f'StartSel="{BEGIN}", StopSel="{END}"'
WHOLE = f"{STANDING_OUT}, HighlightAll=true"
PIECES = f'{STANDING_OUT}, MaxWords=28, MinWords=14, ShortWord=2, MaxFragments=2, FragmentDelimiter=" … "'
WEIGHTS = "{0.1, 0.2, 0.5, 1.0}"  # body, -, standfirst, title


@dataclass(frozen=True)
class Matching:
    """A condition on the rows of `publications_searchentry` and its values; `query` is empty where no word is asked for."""

    where: str
    values: dict[str, Any]
    query: str = ""


@dataclass(frozen=True)
class Shown:
    """One article found: marked text, not yet safe to show."""

    article: int
    title: str
    extract: str


@dataclass(frozen=True)
class Result:
    """Ids of articles, best first; `total` counts those that could not be weighed too."""

    articles: list[int]
    total: int
    matching: Matching | None
    also: tuple[str, ...] = ()


NONE = Result([], 0, None)


def found(reader: Reader, asked: Asked) -> Result:
    """What answers `asked`; with words that resemble those typed when these find next to nothing."""
    words = _typed(asked.text)
    narrowed = _narrowed(asked)
    if narrowed is None or (asked.text and not words):
        return NONE
    if not words:
        return _in_order(reader, asked, narrowed)
    literal = _in_order(reader, asked, _with(narrowed, _query(asked), {"words": asked.text}))
    if literal.total >= ENOUGH or EXACT.search(asked.text):
        return literal
    alike = {word: similar(word) for word in words}
    if not any(alike.values()):
        return literal
    query, values = _query_of_variants(asked, alike)
    wider = _in_order(reader, asked, _with(narrowed, query, values))
    return replace(wider, also=_met(asked, alike, words)) if wider.total > literal.total else literal


def years() -> tuple[int, int] | None:
    """The years of the first and the last article that can be found."""
    dates = SearchEntry.objects.aggregate(first=Min("published_on"), last=Max("published_on"))
    return (dates["first"].year, dates["last"].year) if dates["first"] else None


def offers() -> tuple[set[int], set[int]]:
    """Ids of the themes and of the territories of articles, and of what these lie in."""
    return _around(Theme, "themes"), _around(Territory, "territories")


def _around(model: type[Theme] | type[Territory], column: str) -> set[int]:
    used = SearchEntry.objects.annotate(unit=Func(F(column), function="unnest")).values("unit").distinct()
    return {pk for line in model.objects.filter(pk__in=used).values_list("ancestors", flat=True) for pk in line}


def elsewhere(reader: Reader, asked: Asked) -> int:
    """How many articles would be found in all languages."""
    return _in_order(reader, replace(asked, everywhere=True), _everywhere(asked)).total if asked.text else 0


def _everywhere(asked: Asked) -> Matching:
    everywhere = replace(asked, everywhere=True)
    narrowed = _narrowed(everywhere) or Matching("false", {})
    return _with(narrowed, _query(everywhere), {"words": asked.text})


# ── conditions ──────────────────────────────────────────────────────────────


def _narrowed(asked: Asked) -> Matching | None:
    """Language, theme, place and year; None when the theme or the place does not exist."""
    parts: list[str] = ["true"]
    values: dict[str, Any] = {}
    if not asked.everywhere:
        parts.append("language = %(language)s")
        values["language"] = asked.language
    for name, model, code in (("themes", Theme, asked.theme), ("territories", Territory, asked.territory)):
        if not code:
            continue
        node = model.objects.filter(code=code).first()
        if node is None:
            return None
        parts.append(f"{name} && %({name})s::bigint[]")
        values[name] = list(model.objects.within(node).values_list("pk", flat=True))
    if asked.year:
        parts.append("published_on BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 31)")
        values["year"] = asked.year
    return Matching(" AND ".join(parts), values)


def _with(narrowed: Matching, query: str, values: dict[str, Any]) -> Matching:
    return Matching(narrowed.where, narrowed.values | values | {"language": narrowed.values.get("language", "")}, query)


def _languages(asked: Asked) -> list[str]:
    return [code for code, _name in settings.LANGUAGES] if asked.everywhere else [asked.language]


def _query(asked: Asked) -> str:
    """SQL of the words as they were typed, with "quotes", -minus and OR, bent in each language wanted."""
    return " || ".join(f"publications_query('{code}', %(words)s)" for code in _known(_languages(asked)))


def _known(languages: Iterable[str]) -> list[str]:
    """Only codes of the settings ever stand in SQL."""
    known = dict(settings.LANGUAGES)
    return [code for code in languages if code in known] or [settings.LANGUAGE_CODE]


def _query_of_variants(asked: Asked, alike: dict[str, list[str]]) -> tuple[str, dict[str, Any]]:
    """SQL that asks for each word or one of those that resemble it."""
    values: dict[str, Any] = {}
    wanted = []
    for n, (word, others) in enumerate(alike.items()):
        names = [f"word{n}_{k}" for k in range(1 + len(others))]
        values |= dict(zip(names, [word, *others], strict=True))
        bent = [f"publications_query('{code}', %({name})s)" for code in _known(_languages(asked)) for name in names]
        wanted.append(f"({' || '.join(bent)})")
    return " && ".join(wanted), values


# ── words that resemble ─────────────────────────────────────────────────────


def _typed(text: str) -> list[str]:
    return list(dict.fromkeys(fold(text).split()))[:WORDS_AT_MOST]


def similar(word: str) -> list[str]:
    """Words of articles on the site that `word` (folded) begins, or misses by a letter or two; the likeliest first."""
    if len(word) < SHORT:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", [str(LIKENESS)])
        cursor.execute(
            """
(SELECT word, folded, articles FROM publications_word WHERE folded %% %(word)s
  ORDER BY similarity(folded, %(word)s) DESC, articles DESC LIMIT %(limit)s)
UNION (SELECT word, folded, articles FROM publications_word WHERE %(begun)s AND folded LIKE %(start)s
  ORDER BY articles DESC LIMIT %(limit)s)""",
            {"word": word, "start": f"{word}%", "begun": len(word) >= BEGUN, "limit": LOOKED_AT},
        )
        rows = cursor.fetchall()
    slips = 1 if len(word) <= LONG else 2
    near = [(_distance(word, folded, slips), -articles, found) for found, folded, articles in rows]
    return [found for distance, _articles, found in sorted(near) if distance <= slips][:ALIKE]


def _distance(typed: str, word: str, slips: int) -> float:
    if word.startswith(typed):
        return 0.5
    return float(OSA.distance(typed, word, score_cutoff=slips))


def _met(asked: Asked, alike: dict[str, list[str]], typed: list[str]) -> tuple[str, ...]:
    """The words looked for beside those typed, without those that say the same with other letters."""
    said = {fold(word): word for others in alike.values() for word in reversed(others)}
    return tuple(word for folded, word in reversed(said.items()) if folded not in typed)[:ALIKE]


# ── reading ─────────────────────────────────────────────────────────────────


def _in_order(reader: Reader, asked: Asked, matching: Matching) -> Result:
    by_date = asked.newest or not matching.query
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        cursor.execute(LATEST_FIRST.format(*_parts(matching)) if by_date else WEIGHED.format(*_parts(matching)), {
            **matching.values, "weights": WEIGHTS, "about": ABOUT_IT, "latest": LATEST, "most": ABOUT_IT + LATEST,
        })  # fmt: skip
        rows = cursor.fetchall()
    total = rows[0][1] if rows else 0
    ids = [pk for pk, _total in rows]
    standing = set(published(reader).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    gone = len(ids) - len(standing)
    return Result([pk for pk in ids if pk in standing], total - gone, matching)


def _parts(matching: Matching) -> tuple[str, str, str]:
    """The query, the condition with it on the whole text, and with it on the head."""
    query = matching.query or "NULL::tsquery"
    if not matching.query:
        return query, matching.where, "false"
    return query, f"{matching.where} AND vector @@ ({query})", f"{matching.where} AND head @@ ({query})"


# The planner thinks that comparing a text costs nothing, and reads all of them for a frequent word: seconds, not milliseconds.
# It holds for the transaction, here that of one query; every table of it has an index to go by.
BY_INDEX = "SET LOCAL enable_seqscan = off"
# The lists are made apart (MATERIALIZED): the planner would walk the dates instead, and read the text of each on its way.
LATEST_FIRST = """
WITH matching AS MATERIALIZED (SELECT article_id, published_on FROM publications_searchentry WHERE {1})
SELECT article_id, (SELECT count(*) FROM matching) FROM matching
ORDER BY published_on DESC, article_id DESC LIMIT %(most)s
"""
WEIGHED = """
WITH matching AS MATERIALIZED (SELECT article_id, published_on FROM publications_searchentry WHERE {1}),
about AS MATERIALIZED (SELECT article_id, published_on FROM publications_searchentry WHERE {2}),
chosen AS (
  (SELECT article_id FROM about ORDER BY published_on DESC, article_id DESC LIMIT %(about)s)
  UNION (SELECT article_id FROM matching ORDER BY published_on DESC, article_id DESC LIMIT %(latest)s))
SELECT article_id, (SELECT count(*) FROM matching)
FROM chosen JOIN publications_searchentry USING (article_id)
ORDER BY ts_rank(%(weights)s::real[], vector, {0}, 1) DESC, published_on DESC, article_id DESC
"""


def shown(result: Result, first: int, limit: int) -> dict[int, Shown]:
    """Title and extract of some of `result`, with what was looked for marked: only these texts are read."""
    pks = result.articles[first : first + limit]
    if not pks or result.matching is None:
        return {}
    query = result.matching.query
    sql = HEADLINES.format(query) if query else BEGINNINGS
    with connection.cursor() as cursor:
        cursor.execute(sql, {**result.matching.values, "pks": pks, "pieces": PIECES, "whole": WHOLE})
        return {pk: Shown(pk, as_written(title), as_written(extract)) for pk, title, extract in cursor.fetchall()}


# With the accents of the language first: only when nothing stands out so, as a reader without accents would have typed it.
HEADLINES = f"""
SELECT article_id,
  CASE WHEN strpos(title_a, '{BEGIN}') > 0 THEN title_a ELSE ts_headline(b, title, query, %(whole)s) END,
  CASE WHEN strpos(text_a, '{BEGIN}') > 0 THEN text_a ELSE ts_headline(b, text, query, %(pieces)s) END
FROM (SELECT *, {{0}} AS query, publications_accented(language) AS a, publications_bare(language) AS b,
        left(concat_ws(' ', nullif(standfirst, ''), body), 20000) AS text
      FROM publications_searchentry WHERE article_id = ANY (%(pks)s) OFFSET 0) AS entry,
LATERAL (SELECT ts_headline(a, title, query, %(whole)s) AS title_a, ts_headline(a, text, query, %(pieces)s) AS text_a
  OFFSET 0) AS headline
"""
BEGINNINGS = """
SELECT article_id, title, coalesce(nullif(standfirst, ''), left(body, 240)) FROM publications_searchentry
WHERE article_id = ANY (%(pks)s)
"""
