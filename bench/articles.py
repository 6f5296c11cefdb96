"""Fill an instance with articles by the thousand, past the forms: pages, texts, and what the search reads of them.

MAILLAGE_VAR=var/bench-publications python -m bench.articles 100000
"""

import json
import os
import sys
import time
import uuid
from collections.abc import Iterable

IN_A_RUBRIC = 10_000
DAYS = 4000


def fill(count: int) -> None:
    """`count` articles in French below rubrics of 10,000; prints how long each step took."""
    from django.db import connection, transaction

    from bench.texts import Writer
    from maillage.publications.models import Article, Front, Rubric

    if Article.objects.exists():
        raise SystemExit("bench: this database holds articles. Give MAILLAGE_VAR a fresh folder.")
    front = Front.objects.select_related("locale").get(locale__language_code="fr")
    rubrics = [
        front.add_child(instance=Rubric(title=f"Rubrique {n}", slug=f"rubrique-{n}", locale=front.locale, live=True))
        for n in range(-(-count // IN_A_RUBRIC))
    ]
    begun = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # neither triggers nor keys: all is made below
        cursor.execute(
            "CREATE TEMP TABLE drawn (n int, title text, standfirst text, body text, plain text, words text[], key uuid)"
        )
        with cursor.copy("COPY drawn FROM STDIN") as copy:
            for row in _rows(Writer().texts(count)):
                copy.write_row(row)
        print(f"bench: texts {time.perf_counter() - begun:.0f} s", flush=True)
        _insert(cursor, rubrics)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"bench: {count:,} articles in {time.perf_counter() - begun:.0f} s", flush=True)


def _rows(texts: Iterable[object]) -> Iterable[tuple[object, ...]]:
    from maillage.publications.actions.search import words_in

    for text in texts:
        body = json.dumps([{"type": "text", "value": text.html, "id": str(uuid.uuid4())}])  # type: ignore[attr-defined]
        plain = " ".join(text.paragraphs)  # type: ignore[attr-defined]
        words = sorted(words_in((text.title, text.standfirst, plain)))  # type: ignore[attr-defined]
        yield text.number, text.title, text.standfirst, body, plain, words, str(uuid.uuid4())  # type: ignore[attr-defined]


def _insert(cursor: object, rubrics: list[object]) -> None:
    """Treebeard's paths are four digits in base 36 a level."""
    from django.contrib.contenttypes.models import ContentType

    from maillage.publications.models import Article

    def run(sql: str, *values: object) -> None:
        begun = time.perf_counter()
        cursor.execute(sql, values)  # type: ignore[attr-defined]
        print(f"bench: {sql.split(maxsplit=1)[0]} {sql.split()[2]} {time.perf_counter() - begun:.0f} s", flush=True)

    run("""CREATE FUNCTION pg_temp.step(n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', (n / (36 ^ k)::int) %% 36 + 1, 1), '' ORDER BY k DESC)
  FROM generate_series(0, 3) AS k $$""")
    run("CREATE TEMP TABLE place (n int, id bigint, path text, url_path text)")
    run("INSERT INTO place SELECT * FROM unnest(%s::int[], %s::bigint[], %s::text[], %s::text[])",
        list(range(len(rubrics))), [r.pk for r in rubrics], [r.path for r in rubrics], [r.url_path for r in rubrics])  # type: ignore[attr-defined]  # fmt: skip
    run(
        """
INSERT INTO wagtailcore_page (path, depth, numchild, title, draft_title, slug, live, has_unpublished_changes, url_path,
    seo_title, show_in_menus, search_description, expired, locked, first_published_at, last_published_at, content_type_id,
    locale_id, translation_key)
  SELECT place.path || pg_temp.step(d.n %% %s + 1), 4, 0, d.title, d.title, 'article-' || d.n, true, false,
    place.url_path || 'article-' || d.n || '/', '', false, '', false, false, now(), now(), %s, %s, d.key
  FROM drawn d JOIN place ON place.n = d.n / %s""",
        IN_A_RUBRIC, ContentType.objects.get_for_model(Article).pk, rubrics[0].locale_id, IN_A_RUBRIC,  # type: ignore[attr-defined]
    )  # fmt: skip
    run("UPDATE wagtailcore_page AS page SET numchild = (SELECT count(*) FROM drawn WHERE drawn.n / %s = place.n) "
        "FROM place WHERE page.id = place.id", IN_A_RUBRIC)  # fmt: skip
    run(
        """
INSERT INTO publications_article (page_ptr_id, standfirst, published_on, picture_alternative, picture_credit, body, further,
    licence, is_example)
  SELECT p.id, d.standfirst, current_date - (d.n * 7919) %% %s, '', '', d.body::jsonb, '', '', false
  FROM drawn d JOIN wagtailcore_page p ON p.translation_key = d.key""",
        DAYS,
    )
    run(
        """
INSERT INTO publications_searchentry (article_id, language, published_on, themes, territories, title, standfirst, body, words, vector, head)
  SELECT p.id, 'fr', a.published_on, '{}', '{}', d.title, d.standfirst, d.plain, d.words,
    publications_vector('fr', d.title, d.standfirst, d.plain), publications_vector('fr', d.title, d.standfirst, '')
  FROM drawn d JOIN wagtailcore_page p ON p.translation_key = d.key JOIN publications_article a ON a.page_ptr_id = p.id"""
    )
    run(
        """
INSERT INTO publications_word (word, folded, articles)
  SELECT word, lower(unaccent(word)), count(*) FROM (SELECT unnest(words) FROM drawn) AS each(word) GROUP BY word"""
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    from maillage.kit import postgres

    started = postgres.start(_cluster())
    try:
        django.setup()
        fill(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    finally:
        from django.db import connections

        connections.close_all()
        if started:
            postgres.stop(_cluster())


def _cluster() -> object:
    from django.conf import settings

    return settings.VAR / "postgres"


if __name__ == "__main__":
    main()
