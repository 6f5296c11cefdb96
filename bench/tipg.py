"""The peer of `bench.atlas`: tipg over PostGIS, on the same points.

It is measured when PostGIS answers at MAILLAGE_BENCH_POSTGIS (a `postgresql://` address of a scratch database that may be
emptied) and tipg is in a virtual environment of its own, `var/tipg` (`python3 -m venv var/tipg && var/tipg/bin/pip install
tipg uvicorn`).
"""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.request import urlopen

import psycopg

PORT = 8269
PYTHON = Path("var/tipg/bin/python")
AGAIN = 3
AS_IT_COMES, LIMITLESS = 10_000, 10_000_000  # points in a tile at most
Places = Callable[[int], list[tuple[int, int]]]


def measure(levels: Sequence[int], tiles_of: Places) -> dict[int, dict[str, float]]:
    """Level → p50 and p95 in ms; empty, with one line that says why, when the peer is not there.

    As it comes, tipg puts the first 10,000 points of a tile into it and says nothing of the others. Ours show all, summed;
    so it is asked twice: for all the points ("p50", "bytes"), and as it comes ("capped p50").
    """
    address = os.environ.get("MAILLAGE_BENCH_POSTGIS", "")
    if not address or not PYTHON.exists():
        print("tipg: not measured (MAILLAGE_BENCH_POSTGIS or var/tipg is missing; see bench/tipg.py)")
        return {}
    _copy(address)
    whole, capped = (_asked(address, limit, levels, tiles_of) for limit in (LIMITLESS, AS_IT_COMES))
    return {level: whole[level] | {"capped p50": capped[level]["p50"]} for level in levels}


def _asked(address: str, limit: int, levels: Sequence[int], tiles_of: Places) -> dict[int, dict[str, float]]:
    server = subprocess.Popen(
        [str(PYTHON), "-m", "uvicorn", "tipg.main:app", "--port", str(PORT), "--log-level", "warning"],
        env={**os.environ, "DATABASE_URL": address, "TIPG_MAX_FEATURES_PER_TILE": str(limit), "PYTHONPATH": ""},
    )
    try:
        _wait()
        return {level: _level(level, tiles_of(level)) for level in levels}
    finally:
        server.terminate()
        server.wait()


def _copy(address: str) -> None:
    """The points of the bench, as an indexed table of PostGIS."""
    from django.db import connection

    with psycopg.connect(address, autocommit=True) as there, connection.cursor() as here:
        there.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        there.execute("DROP TABLE IF EXISTS points")
        there.execute("CREATE TABLE points (id bigint PRIMARY KEY, kind text, geom geometry(Point, 4326))")
        query = """COPY (SELECT p.id, o.kind, 'SRID=4326;POINT(' || p.public_longitude || ' ' || p.public_latitude || ')'
            FROM network_presence p JOIN network_organisation o ON o.id = p.organisation_id) TO STDOUT"""
        with here.copy(query) as source, there.cursor().copy("COPY points FROM STDIN") as target:
            for block in source:
                target.write(block)
        there.execute("CREATE INDEX ON points USING gist (geom)")
        there.execute("VACUUM ANALYZE points")


def _wait() -> None:
    for _ in range(120):
        try:
            urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2).read()
        except OSError:
            time.sleep(0.5)
        else:
            return


def _level(level: int, places: list[tuple[int, int]]) -> dict[str, float]:
    times, largest = [], 0
    for x, y in places[:20]:
        address = f"http://127.0.0.1:{PORT}/collections/public.points/tiles/WebMercatorQuad/{level}/{x}/{y}"
        for _ in range(AGAIN):
            begun = time.perf_counter()
            largest = max(largest, len(urlopen(address, timeout=120).read()))
            times.append((time.perf_counter() - begun) * 1000)
    return {"p50": statistics.median(times), "p95": sorted(times)[int(len(times) * 0.95) - 1], "bytes": largest}
