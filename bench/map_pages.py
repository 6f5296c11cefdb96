"""`make bench-maps`: bytes and time until a map of 10,000 and 100,000 points can be used, in Chromium, beside uMap.

Each map is opened TIMES times in a browser that has never seen it; bytes are what came over the wire, and the time ends
when the points stand on the map: ours when it is idle, uMap's when its first marker is drawn. uMap is measured where a map
with the same points is told: MAILLAGE_BENCH_UMAP_10000 and MAILLAGE_BENCH_UMAP_100000 hold their addresses; the points are
left for it in var/bench-maps-<n>/points.geojson.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import stack

COUNTS = (10_000, 100_000)
TIMES = 5
PATIENCE = 180_000  # ms
WINDOW = {"width": 1366, "height": 850}
GL = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def fill(count: int) -> Path:
    """The folder of an instance with `count` organisations, filled once."""
    var = stack.ROOT / "var" / f"bench-maps-{count}"
    if not (var / "filled").exists():
        stack.maillage(var, "migrate", "-v0")
        environment = stack.environment(var) | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run([sys.executable, "-m", "bench.points", str(count)], env=environment, cwd=stack.ROOT, check=True)
        (var / "filled").touch()
    stack.maillage(var, "collectstatic", "--noinput", "-v0")
    return var


def export(var: Path, address: str) -> None:
    """The points as GeoJSON, for the peer: what the map shows of each, its name and its kind."""
    import psycopg

    from maillage.kit import postgres

    features = []
    with psycopg.connect(
        host=str(postgres.socket_directory(var / "postgres")), dbname="maillage", user="postgres"
    ) as connection:
        for latitude, longitude, label, kind in connection.execute(
            """SELECT p.public_latitude, p.public_longitude, o.label ->> '', o.kind
            FROM network_presence p JOIN network_organisation o ON o.id = p.organisation_id"""
        ):
            point = {"type": "Point", "coordinates": [longitude, latitude]}
            features.append({"type": "Feature", "geometry": point, "properties": {"name": label, "kind": kind}})
    (var / "points.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def opened(browser: Any, address: str, ready: str, button: str = "") -> tuple[float, float, float, float]:
    """Milliseconds and bytes to the page, then to the points."""
    page = browser.new_context(viewport=WINDOW, locale="fr-FR").new_page()
    wire = page.context.new_cdp_session(page)
    received: list[float] = []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    begun = time.perf_counter()
    page.goto(address)
    shown, light = time.perf_counter() - begun, sum(received)
    if button:
        page.locator(button).first.click()
    page.wait_for_selector(ready, timeout=PATIENCE, state="attached")
    drawn = time.perf_counter() - begun
    page.context.close()
    return shown * 1000, light, drawn * 1000, sum(received)


def measure(browser: Any, name: str, address: str, ready: str, button: str = "") -> tuple[float, float]:
    rows = [opened(browser, address, ready, button) for _ in range(TIMES)]
    shown, light, drawn, size = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"| {name} | {shown:,.0f} | {light / 1000:,.0f} | {drawn:,.0f} | {size / 1000:,.0f} |", flush=True)
    return drawn, size


def main() -> None:
    from playwright.sync_api import sync_playwright
    from tools.chromium import find

    print("| map | page, ms | page, kB | points on the map, ms | kB in all |\n|---|---|---|---|---|")
    with sync_playwright() as playwright:
        for count in COUNTS:
            var = fill(count)
            with stack.running(var) as address:
                export(var, address)
                browser = playwright.chromium.launch(executable_path=find(), args=GL)
                ours = measure(
                    browser,
                    f"Maillage, {count:,} points",
                    f"{address}/fr/map/",
                    ".stage[data-state=idle]",
                    "[data-open-map]",
                )
                if theirs := os.environ.get(f"MAILLAGE_BENCH_UMAP_{count}"):
                    peer = measure(browser, f"uMap, {count:,} points", theirs, ".leaflet-marker-icon")
                    print(f"| uMap / Maillage | | | {peer[0] / ours[0]:.1f} × | {peer[1] / ours[1]:.1f} × |")
                else:
                    print("| uMap: not measured, MAILLAGE_BENCH_UMAP_… is not set | | | | |")
                browser.close()


if __name__ == "__main__":
    main()
