from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from maillage.network.vocabularies.loading import load_vocabularies


class Command(BaseCommand):
    help = "Add the territories, themes and types of tie that are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite", action="store_true", help="give the rows that are there the names and places of the files"
        )

    def handle(self, *args: Any, overwrite: bool = False, **options: Any) -> None:
        written = load_vocabularies(overwrite=overwrite)
        self.stdout.write(f"load-vocabularies: {written} rows written.")
