"""`make bench-network`: 100,000 organisations and 400,000 ties; pages, search, import and memory.

Each page is measured beside its floor: the same server answering /healthz, and PostgreSQL alone answering the page's
first query. Prints a table in Markdown; docs/developers/benchmarks.md keeps the runs.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from datetime import date

from bench import load, stack

VAR = stack.ROOT / "var" / "bench"
REQUESTS = {1: 200, 8: 800}
PAGES = {
    "directory, first page": ["/fr/organisations/"],
    "directory, pages 2 to 40": [f"/fr/organisations/?page={n}" for n in range(2, 41)],
    "directory, filtered": [f"/fr/organisations/?kind={k}" for k in ("association", "union", "network", "collective")],
    "directory, by territory": [f"/fr/organisations/?territory={t}" for t in ("west-africa", "FR", "BR", "IN")],
    "search, a word": [f"/fr/organisations/?q={q}" for q in ("solidarite", "femmes", "paysan", "jeunesse", "terre")],
    "search, a typing slip": [f"/fr/organisations/?q={q}" for q in ("solidarte", "fedration", "paysannn", "migrnts")],
    "organisation page": [],
}


def fill() -> None:
    """Fill the bench's own database once; later runs use it again."""
    if (VAR / "filled").exists():
        return
    stack.maillage(VAR, "migrate", "-v0")
    stack.maillage(VAR, "collectstatic", "--noinput", "-v0")
    subprocess.run([sys.executable, "-m", "bench.generator"], env=stack.environment(VAR), cwd=stack.ROOT, check=True)
    (VAR / "filled").touch()


def some_organisation_pages() -> list[str]:
    from maillage.network.models import Organisation
    from maillage.network.readers import STRANGER

    slugs = Organisation.objects.visible_to(STRANGER).order_by("?").values_list("slug", flat=True)[:100]
    return [f"/fr/organisations/{slug}/" for slug in slugs]


def database_floor(query_count: int = 200) -> float:
    """p50 in ms of PostgreSQL alone giving the 30 rows of the first page."""
    from django.db import connection

    times = []
    with connection.cursor() as cursor:
        for _turn in range(query_count):
            began = time.perf_counter()
            cursor.execute(
                "SELECT * FROM network_organisation WHERE shown_to = 0 AND merged_into_id IS NULL ORDER BY sort_key, id LIMIT 30"
            )
            cursor.fetchall()
            times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[query_count // 2]


def table(address: str, floor: load.Timing) -> list[str]:
    lines = ["| page | clients | p50 ms | p95 ms | p99 ms | req/s | p50 / floor |", "|---|---|---|---|---|---|---|"]
    for name, paths in PAGES.items():
        load.measure(address, paths, clients=1, requests=max(20, len(paths)))
        for clients, requests in REQUESTS.items():
            t = load.measure(address, paths, clients=clients, requests=requests)
            failed = f" ({t.failures} failed)" if t.failures else ""
            lines.append(
                f"| {name}{failed} | {clients} | {t.p50:.1f} | {t.p95:.1f} | {t.p99:.1f} | {t.rate:.0f} | {t.p50 / floor.p50:.0f} × |"
            )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-import", action="store_true", help="leave the import out")
    options = parser.parse_args()
    os.environ |= stack.environment(VAR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    VAR.mkdir(parents=True, exist_ok=True)
    fill()
    import django

    django.setup()
    with stack.running(VAR) as address:
        PAGES["organisation page"] = some_organisation_pages()
        floor = load.measure(address, ["/healthz"], clients=1, requests=300)
        print(
            f"\n{date.today():%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n"
        )
        print(f"Floors: /healthz p50 {floor.p50:.2f} ms; PostgreSQL alone, 30 rows, p50 {database_floor():.2f} ms\n")
        print("\n".join(table(address, floor)))
        memory = stack.resident_megabytes(VAR)
        print(
            "\nMemory after the run (PSS, MB): " + ", ".join(f"{name} {size:.0f}" for name, size in memory.items()),
            end="",
        )
        print(f"; together {sum(memory.values()):.0f}")
        if not options.no_import:
            from bench import imports

            imports.main()


if __name__ == "__main__":
    main()
