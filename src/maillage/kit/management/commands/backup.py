"""`maillage backup`: the whole instance in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from maillage.kit import backups
from maillage.kit.errors import DomainError


class Command(BaseCommand):
    help = "Write database, media and secret key to one file that `maillage restore` brings back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--out", type=Path, metavar="DIR", default=settings.VAR / "backups", help="folder to write to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = backups.make(options["out"])
        except DomainError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            _("Written to %(path)s (%(size)s MB). It holds everything, secrets included: keep it elsewhere, encrypted.")
            % {"path": path, "size": f"{path.stat().st_size / 1024 / 1024:.1f}"}
        )
