"""`maillage restore FILE`: a backup back in its place."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from maillage.kit import backups
from maillage.kit.errors import DomainError


class Command(BaseCommand):
    help = "Bring a backup back. Stop the web server and the worker first."
    requires_system_checks = ()  # the tables may not be there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="even over an instance that holds something")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            backups.restore(options["file"], replace=options["replace"])
        except DomainError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            _("Restored. Run “maillage migrate” if this version is newer than the backup, then start again.")
        )
        if "MAILLAGE_SECRET_KEY" in os.environ or "MAILLAGE_SECRET_KEY_FILE" in os.environ:
            self.stdout.write(
                _("Its secret key is in %(path)s: set MAILLAGE_SECRET_KEY to it, or leave the variable out.")
                % {"path": settings.VAR / "secret_key"}
            )
