"""`make bench-exchange`: 100,000 invented rows searched for in a directory of 100,000; rows per second and memory.

No database: records are drawn by the demonstration's generator. One row in four is a record of the directory written
otherwise (a slip, another order, a legal form); the others are new. Prints a table in Markdown.
"""

import argparse
import os
import random
import resource
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

KNOWN_SHARE = 0.25


def _records(count: int) -> Iterator[tuple[int, object]]:
    from maillage.exchange.duplicates.records import Record
    from maillage.network.enums import ContactKind
    from maillage.portal.demonstration.generator import Generator

    for number, (drawn, _bonds) in enumerate(islice(Generator(ties_each=0.1).draw(count), count)):
        place = drawn.places[0].territory if drawn.places else ""
        country, _sign, town = place.partition("-")
        sites = tuple(c.value for c in drawn.contacts if c.kind == ContactKind.WEBSITE)
        domains = tuple(c.value.rpartition("@")[2] for c in drawn.contacts if c.kind == ContactKind.EMAIL)
        yield number, Record(tuple(n.text for n in drawn.names), (), sites, domains, (), country, town)


def _otherwise(record, chance):
    """The same association as another hand would write it: without its site, with a slip or in another order."""
    from dataclasses import replace

    name = record.names[0]
    way = chance.randrange(3)
    if way == 0 and len(name) > 8:
        at = chance.randrange(4, len(name) - 2)
        name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    elif way == 1:
        name = f"{name.upper()} (association loi 1901)"
    return replace(record, names=(name,), sites=(), email_domains=(), town="")


def _stranger(record, number):
    from dataclasses import replace

    words = record.names[0].split()
    return replace(
        record, names=(" ".join([*words[:-1], f"{words[-1][::-1]}{number % 97}"]),), sites=(), email_domains=()
    )


def megabytes() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def measure(rows: int) -> dict[str, str]:
    from maillage.exchange.duplicates.candidates import Search

    chance = random.Random(1901)
    before = megabytes()
    records = list(_records(rows))
    drawn = megabytes()
    began = time.process_time()
    search = Search.of(records)
    indexed = time.process_time() - began
    index = megabytes() - drawn
    known = right = 0
    spent = 0.0
    for number, record in records:
        is_known = chance.random() < KNOWN_SHARE
        row = _otherwise(record, chance) if is_known else _stranger(record, number)
        began = time.process_time()
        matches = search.matches(row)
        spent += time.process_time() - began
        known += is_known
        right += is_known and number in [match.organisation_id for match in matches]
    return {
        "records indexed per second": f"{rows / indexed:,.0f}",
        "memory of the index (MB)": f"{index:,.0f}",
        "rows searched per second": f"{rows / spent:,.0f}",
        "known rows found": f"{right / known:.3f}",
        "memory of the process before, and at its highest (MB)": f"{before:,.0f}, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(f"| duplicates, {rows:,} rows into {rows:,} (one processor) | |\n|---|---|")
    for name, value in measure(rows).items():
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
