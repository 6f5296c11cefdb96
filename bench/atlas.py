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

        from bench import points, tipg
        from maillage.atlas.models import Cell, Point

        call_command("migrate", verbosity=0)
        rows, built = (0.0, 0.0) if Point.objects.exists() else points.fill(COUNT)
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
