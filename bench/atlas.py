"""A million points: what a tile costs, beside the usual way of making tiles, on the same points in one run.

`python -m bench.atlas [organisations]` fills an instance of its own under var/, measures, prints the table and removes it.
The peer is tipg over PostGIS; when either is missing, one line says so and our figures stand alone.
"""

import math
import os
import random
import shutil
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

FOLDER = Path("var/bench-atlas").resolve()
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["MAILLAGE_VAR"] = str(FOLDER)
LEVELS = (0, 2, 5, 8, 12)
FILTERS = (("none", {}), ("kind=union (1 in 12)", {"kind": "union"}), ("territory (1 in 50)", {"territory": "b07"}))
ASKED = 60  # different tiles of a level at most
AGAIN = 10
CITIES = 4000


def fill() -> tuple[float, float]:
    """Organisations around cities, a few of which hold most; seconds for the rows and for points and pyramid."""
    from django.db import connection

    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.1976)")
        cursor.execute(
            """
SET session_replication_role = replica;  -- neither keys nor triggers: the points are built apart, and timed
INSERT INTO network_territory (code, name, kind, iso, ancestors, latitude, longitude, parent_id)
  SELECT 'b' || lpad(n::text, 2, '0'), 'Country ' || n, 'country', '', '{}', 0, 0, NULL FROM generate_series(0, 49) AS n;
UPDATE network_territory SET ancestors = ARRAY[id];
INSERT INTO network_territory (code, name, kind, iso, ancestors, latitude, longitude, parent_id)
  SELECT 'city' || n, 'City ' || n, 'town', '', '{}', -50 + 115 * random(), -170 + 340 * random(),
    (SELECT id FROM network_territory WHERE code = 'b' || lpad((n %% 50)::text, 2, '0'))
  FROM generate_series(1, %s) AS n;
UPDATE network_territory SET ancestors = ARRAY[parent_id, id] WHERE parent_id IS NOT NULL""",
            [CITIES],
        )
        cursor.execute(
            """
CREATE TEMP TABLE city AS SELECT row_number() OVER (ORDER BY id) AS n, id, latitude, longitude FROM network_territory WHERE kind = 'town';
CREATE TEMP TABLE made AS SELECT n, floor(%s * power(random(), 2.5))::int + 1 AS city FROM generate_series(1, %s) AS n""",
            [CITIES, COUNT],
        )
        cursor.execute(
            """
INSERT INTO network_organisation (uuid, slug, kind, state, founded, dissolved, languages, is_stub, is_home, is_example, label,
    sort_key, ties_shown_to, ties_shown_circles, updated_at, audience, shown_to, shown_circles)
  SELECT gen_random_uuid(), 'o' || n, (ARRAY['association','association','association','network','federation','movement','union',
    'foundation','collective','resource_centre','local_group','media'])[1 + n % 12], 'active', '', '', '{fr}', false, false, false,
    jsonb_build_object('', 'Association ' || n), 'association ' || n, 0, '{}', now(), 0, 0, '{}' FROM made;
INSERT INTO network_presence (organisation_id, role, period, precision_public, precision_members, public_territory_id, public_latitude,
    public_longitude, members_territory_id, members_latitude, members_longitude, audience, shown_to, shown_circles)
  SELECT o.id, 'seat', '', 0, 0, c.id, c.latitude + d.y, c.longitude + d.x, c.id, c.latitude + d.y, c.longitude + d.x, 0, 0, '{}'
  FROM made JOIN city c ON c.n = made.city JOIN network_organisation o ON o.slug = 'o' || made.n,
  LATERAL (SELECT (random() - 0.5) * random() * 0.3 AS x, (random() - 0.5) * random() * 0.3 AS y WHERE made.n > 0) AS d;
INSERT INTO network_exactplace (presence_id, territory_id, address, latitude, longitude)
  SELECT id, public_territory_id, '', public_latitude, public_longitude FROM network_presence;
SET session_replication_role = DEFAULT"""
        )
        cursor.execute("ANALYZE")
        rows = time.perf_counter() - begun
        begun = time.perf_counter()
        cursor.execute("SELECT atlas_rebuild()")
        built = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return rows, built


def tiles_of(level: int) -> list[tuple[int, int]]:
    """Tiles asked for at a level: those that hold the most points first, then others that hold some."""
    from django.db import connection

    from maillage.kit.morton import LEVELS as DEEP
    from maillage.kit.morton import separate

    with connection.cursor() as cursor:
        cursor.execute("SELECT code >> %s, count(*) FROM atlas_point GROUP BY 1 ORDER BY 2 DESC", [2 * (DEEP - level)])
        found = [separate(cell) for cell, _n in cursor.fetchall()]
    random.seed(level)
    return found[: ASKED // 3] + random.sample(
        found[ASKED // 3 :], min(ASKED - ASKED // 3, max(0, len(found) - ASKED // 3))
    )


def ours(level: int, query: dict[str, str], places: list[tuple[int, int]]) -> dict[str, float]:
    """Each tile asked once, drawn from the tables, then again: the whole of Django, without the socket."""
    from django.core.wsgi import get_wsgi_application
    from django.urls import reverse

    server = get_wsgi_application()
    first, again, sizes = [], [], []
    for x, y in places:
        address = reverse("atlas:tile", kwargs={"map": "all", "z": level, "x": x, "y": y})
        for times in (first, *[again] * AGAIN):
            environ = {"PATH_INFO": address, "QUERY_STRING": urlencode(query)}
            setup_testing_defaults(environ)
            begun = time.perf_counter()
            answer = server(environ, _expect_ok)
            content = b"".join(answer)
            times.append((time.perf_counter() - begun) * 1000)
            answer.close()
        sizes.append(len(content))
    return {
        "worst": max(first), "p50": statistics.median(first), "p95": _p95(first),
        "again p50": statistics.median(again), "again p95": _p95(again), "bytes": max(sizes),
    }  # fmt: skip


def _expect_ok(status: str, _headers: object) -> None:
    assert status.startswith("200"), status


def _p95(values: list[float]) -> float:
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def report(peer: "dict[int, dict[str, float]]") -> None:
    print(
        "| z | filter | tiles | drawn: p50 ms | p95 | worst | asked again: p50 ms | p95 | largest, bytes | tipg, all points: p50 ms | bytes | tipg, 10,000 points: p50 ms | all / drawn |"
    )
    print("|" + "---|" * 13)
    for name, query in FILTERS:
        for level in LEVELS:
            places = tiles_of(level)
            got = ours(level, query, places)
            theirs = peer.get(level) if not query else None
            beside = "| | | "
            if theirs:
                beside = f"{theirs['p50']:,.1f} | {theirs['bytes']:,.0f} | {theirs['capped p50']:,.1f} | {theirs['p50'] / got['p50']:,.0f} ×"
            print(
                f"| {level} | {name} | {len(places)} | {got['p50']:.2f} | {got['p95']:.2f} | {got['worst']:.1f} | "
                f"{got['again p50']:.2f} | {got['again p95']:.2f} | {got['bytes']:,.0f} | {beside} |",
                flush=True,
            )


def main() -> None:
    from django.conf import settings

    from maillage.kit import postgres

    FOLDER.mkdir(parents=True, exist_ok=True)
    postgres.start(FOLDER / "postgres")
    try:
        import django

        django.setup()
        settings.ALLOWED_HOSTS = ["*"]
        from django.core.management import call_command

        from bench import tipg
        from maillage.atlas.models import Cell, Point

        call_command("migrate", verbosity=0)
        rows, built = (0.0, 0.0) if Point.objects.exists() else fill()
        print(f"{COUNT:,} organisations: rows {rows:.0f} s; points and pyramid {built:.0f} s; "
              f"{Point.objects.count():,} points, {Cell.objects.count():,} cells")  # fmt: skip
        report(tipg.measure(LEVELS, tiles_of))
    finally:
        from django.db import connections

        connections.close_all()
        postgres.stop(FOLDER / "postgres")
        if "--keep" not in sys.argv:
            shutil.rmtree(FOLDER)


if __name__ == "__main__":
    main()
