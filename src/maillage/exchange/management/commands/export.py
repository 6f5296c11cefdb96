"""`maillage export`: the whole directory in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.exchange.actions.archive import write_archive
from maillage.kit.errors import DomainError


class Command(BaseCommand):
    help = "Write the whole directory to one file that an empty instance can import. It reads around every audience."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, metavar="FILE.zip", help="where to write (maillage-DATE.zip here)")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["out"] or Path(f"maillage-{timezone.localtime():%Y%m%d-%H%M%S}.zip")
        self.stderr.write(
            self.style.WARNING(
                _(
                    "This file will hold EVERYTHING: hidden organisations, exact places, contacts, people. Keep it as safe as the instance itself."
                )
            )
        )
        try:
            counts = write_archive(path)
        except DomainError as problem:
            raise CommandError(str(problem)) from problem
        for name, count in counts.items():
            self.stdout.write(f"{count:>9}  {name}")
        self.stdout.write(
            _("Written to %(path)s, readable by you alone. Passwords and second factors are not in it.")
            % {"path": path}
        )
