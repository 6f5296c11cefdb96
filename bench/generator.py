"""Fill an empty instance with 100,000 invented organisations and 400,000 ties, for the benches.

    MAILLAGE_VAR=var/bench python -m bench.generator

The same generator as the demonstration's, with the seed's networks among them; prints how long each step took.
"""

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

CHUNK = 5000
ORGANISATIONS, TIES = 100_000, 400_000
# The generator ties no record that is dissolved or only named, and ties the others to networks of the seed besides.
TIED_SHARE, SEED_TIES_EACH = 0.914, 0.53


def fill(organisations: int = ORGANISATIONS, ties: int = TIES) -> dict[str, float]:
    """Write about so many organisations and ties, refresh what is disclosed, ANALYZE; step → seconds."""
    from django.db import connection, transaction

    from maillage.network.actions import disclosure
    from maillage.network.enums import SourceKind
    from maillage.network.models import Circle, Organisation, Source
    from maillage.network.vocabularies.loading import load_vocabularies
    from maillage.portal.demonstration import seed
    from maillage.portal.demonstration.generator import Generator
    from maillage.portal.demonstration.writing import Writer

    if Organisation.objects.exists():
        raise SystemExit("bench: this database is not empty. Give MAILLAGE_VAR a fresh folder.")
    spent: dict[str, float] = {}
    with transaction.atomic():
        load_vocabularies()
        source = Source.objects.create(kind=SourceKind.STEWARD, title="Bench")
        writer = Writer(sources={"page": source, "example": source})
        writer.write(seed.RECORDS)
        writer.circle = Circle.objects.create(name="Bench", network=Organisation.objects.get(slug=seed.MIGREUROP.slug))
        drawn = Generator(ties_each=ties / organisations / TIED_SHARE - SEED_TIES_EACH).draw(
            organisations - len(seed.RECORDS)
        )
        while True:
            with timed(spent, "draw"):
                chunk = list(islice(drawn, CHUNK))
            if not chunk:
                break
            with timed(spent, "write organisations"):
                writer.write([record for record, _bonds in chunk])
            with timed(spent, "write ties"):
                writer.tie([bond for _record, bonds in chunk for bond in bonds])
        writer.tie(seed.BONDS)
    with timed(spent, "analyze"), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with timed(spent, "disclosure.refresh_all"):
        disclosure.refresh_all()
    with timed(spent, "vacuum"), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return spent


@contextmanager
def timed(spent: dict[str, float], step: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    spent[step] = spent.get(step, 0) + time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=ORGANISATIONS)
    parser.add_argument("--ties", type=int, default=TIES)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command

    from maillage.kit import postgres

    started = not settings.DATABASE_URL and postgres.start(settings.VAR / "postgres")
    try:
        django.setup()
        call_command("migrate", verbosity=0)
        for step, seconds in fill(options.organisations, options.ties).items():
            print(f"  {step:<24} {seconds:8.1f} s")
        report()
    finally:
        if started:
            postgres.stop(settings.VAR / "postgres")


def report() -> None:
    from maillage.network.models import Organisation, Presence, Tie

    for model in (Organisation, Tie, Presence):
        print(f"  {model._meta.label:<24} {model.objects.count():>8}")


if __name__ == "__main__":
    main()
