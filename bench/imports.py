"""Rows per second of an import: first bringing in, the same file again, and the file with one row in ten changed.

`measure(rows)` needs Django set up and a database with the vocabularies; it writes inside a transaction that is undone.
"""

import csv
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from django.db import transaction

COUNTRIES = (
    "France",
    "Sénégal",
    "Brazil",
    "Tunisia",
    "Philippines",
    "Belgique",
    "México",
    "India",
    "Germany",
    "المغرب",
)
HEADERS = ("id", "nom", "sigle", "pays", "adresse", "site web", "courriel", "création", "description")


def _row(number: int, chance: random.Random) -> tuple[str, ...]:
    name = f"Association {chance.choice(('des amis', 'pour la défense', 'solidaire', 'citoyenne'))} n° {number}"
    return (
        str(number),
        name,
        f"A{number}",
        chance.choice(COUNTRIES),
        f"{number % 90 + 1} rue de la République",
        f"https://a{number}.example.org/",
        f"contact@a{number}.example.org",
        str(chance.randint(1901, 2025)),
        "Elle agit pour les droits, l'accueil et la solidarité internationale. " * 3,
    )


def _write(path: Path, rows: int, *, changed: bool = False) -> Path:
    chance = random.Random(1901)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADERS)
        for number in range(rows):
            row = _row(number, chance)
            out.writerow(row if not changed or number % 10 else (*row[:5], "https://changed.example.org/", *row[6:]))
    return path


def measure(rows: int) -> dict[str, float]:
    """Rows per second of each pass, and the memory of this process at its highest (MB)."""
    from maillage.exchange.actions.imports import import_file
    from maillage.exchange.kinds import Options

    found: dict[str, float] = {}
    options = Options(source="bench", language="fr")
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        first = _write(Path(folder) / "first.csv", rows)
        second = _write(Path(folder) / "second.csv", rows, changed=True)
        for name, file in (("new", first), ("same", first), ("one in ten changed", second)):
            begun = time.perf_counter()
            imported = import_file(file, options, by=None)
            assert imported.run is not None, next(imported.plan.problems(refusing=True))
            found[name] = rows / (time.perf_counter() - begun)
        transaction.set_rollback(True)
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def main() -> None:
    import django

    django.setup()
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    for name, value in measure(rows).items():
        print(f"{name:>20}  {value:,.0f}" + (" rows/s" if name != "memory_mb" else ""))


if __name__ == "__main__":
    main()
