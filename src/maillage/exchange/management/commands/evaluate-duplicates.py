"""`maillage evaluate-duplicates RECORDS.csv PAIRS.csv`: how well duplicates are found, on pairs that people labelled."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from maillage.exchange.duplicates.evaluation import Pair, evaluate
from maillage.exchange.duplicates.records import Record


class Command(BaseCommand):
    help = (
        "Measure the search for duplicates on labelled pairs. RECORDS.csv: id, name, acronym, other_names (separated by "
        "|), country, city, website, email. PAIRS.csv: id_a, id_b, label (same or different). Prints a table in Markdown."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("records", type=Path)
        parser.add_argument("pairs", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            records = {row["id"]: _record(row) for row in _rows(options["records"])}
            pairs = [Pair(row["id_a"], row["id_b"], row["label"] == "same") for row in _rows(options["pairs"])]
            figures = evaluate(records, pairs)
        except (OSError, KeyError, UnicodeDecodeError) as problem:
            raise CommandError(f"These files cannot be read: {problem!r}.") from problem
        self.stdout.write("| measure | value |\n|---|---|")
        for measure, value in figures.items():
            self.stdout.write(f"| {measure} | {value} |")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _record(row: dict[str, str]) -> Record:
    names = [row["name"], *row.get("other_names", "").split("|")]
    email = row.get("email", "")
    return Record(
        names=tuple(name.strip() for name in names if name.strip()),
        acronyms=tuple(filter(None, [row.get("acronym", "").strip()])),
        sites=tuple(filter(None, [row.get("website", "").strip()])),
        email_domains=(email.rpartition("@")[2].strip(),) if "@" in email else (),
        country=row.get("country", "").strip(),
        town=row.get("city", "").strip(),
    )
