"""`make bench-views`: shared members, shortest chains, bridges, members over time on 100,000 organisations.

Works on the database that `make bench-network` fills. What is measured is the answer's work in the process, database
included, without drawing the page and without anything kept: the time of a first reader. Prints a table in Markdown.
"""

import argparse
import os
import platform
import random
import statistics
import time
from collections.abc import Callable
from datetime import date

from bench import stack
from bench.network import VAR, fill

TURNS = 100


def measure(name: str, ask: Callable[[], object], turns: int) -> str:
    times = []
    for _turn in range(turns):
        began = time.perf_counter()
        ask()
        times.append((time.perf_counter() - began) * 1000)
    cut = statistics.quantiles(times, n=100)
    return f"| {name} | {turns} | {cut[49]:.0f} | {cut[94]:.0f} | {max(times):.0f} |"


def table(turns: int) -> list[str]:
    from django.core.cache import cache

    from maillage.network.models import Organisation
    from maillage.network.queries.networks import bridges, chain, members, reach
    from maillage.network.queries.networks.graph import current_memberships
    from maillage.network.queries.networks.shared import Shared
    from maillage.network.readers import MEMBER, STRANGER

    draw = random.Random(1976)
    everyone = list(Organisation.objects.visible_to(STRANGER).order_by("pk").values_list("pk", flat=True))
    sizes = current_memberships(STRANGER).order_by().values_list("b_id", flat=True).distinct()
    networks = list(Organisation.objects.visible_to(STRANGER).filter(pk__in=sizes).order_by("pk"))
    largest = [one for one in networks if one.slug in {"ipam", "migreurop", "no-vox", "crid"}]

    def compare(some: list[Organisation]) -> object:
        found = Shared(some, STRANGER)
        return found.parts, found.totals, found.page(1), found.together_in, found.ties_among

    def over_time(one: Organisation) -> object:
        found = members.Membership(one, STRANGER, year=2010)
        return found.now, found.members(found.page(1)), found.sittings

    def kept_bridges() -> object:
        return bridges.bridges(STRANGER)

    cache.clear()
    few = max(turns // 10, 5)
    return [
        "| question | asked | p50 ms | p95 ms | most ms |", "|---|---|---|---|---|",
        measure("shortest chain, two at random", lambda: chain.shortest(STRANGER, *draw.sample(everyone, 2)), turns),
        measure("the same, a member asks", lambda: chain.shortest(MEMBER, *draw.sample(everyone, 2)), turns),
        measure("shared by three networks at random", lambda: compare(draw.sample(networks, 3)), turns),
        measure("shared by three of the four largest", lambda: compare(draw.sample(largest, 3)), few),
        measure("bridges, first reader", lambda: bridges.weave(STRANGER), few),
        measure("bridges, the next readers", kept_bridges, turns),
        measure("members over time, any network", lambda: over_time(draw.choice(networks)), turns),
        measure("members over time, the largest", lambda: over_time(largest[0]), few),
        measure("reach, any network", lambda: reach.reaches(draw.choice(networks), STRANGER), few),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=TURNS)
    options = parser.parse_args()
    os.environ |= stack.environment(VAR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    VAR.mkdir(parents=True, exist_ok=True)
    from maillage.kit import postgres

    started = postgres.start(VAR / "postgres")
    try:
        fill()
        stack.maillage(VAR, "migrate", "-v0")
        import django

        django.setup()
        print(
            f"\n{date.today():%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n"
        )
        print("\n".join(table(options.turns)))
    finally:
        if started:
            postgres.stop(VAR / "postgres")


if __name__ == "__main__":
    main()
