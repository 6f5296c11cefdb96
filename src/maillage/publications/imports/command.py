"""What the two commands share: their options, how they say what they did."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from maillage.kit.errors import DomainError
from maillage.publications.imports.bring import import_site, plan_import
from maillage.publications.imports.tree import Source


class ImportCommand(BaseCommand):
    """`opened(path, media=…, name=…, language=…)` gives the source."""

    opened: ClassVar[Callable[..., Source]]
    beside = "the folder of the file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
        parser.add_argument(
            "--media", type=Path, metavar="FOLDER", help=f"where pictures and documents lie ({self.beside})"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE.json", help="write everything that could not be carried"
        )
        parser.add_argument(
            "--source", default="", metavar="NAME", help="recognises the site when its export has no address"
        )
        parser.add_argument(
            "--language",
            default="",
            choices=["", *(code for code, _name in settings.LANGUAGES)],
            help="of texts that do not say theirs",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["media"] and not options["media"].is_dir():
            raise CommandError(_("%(name)s is no folder.") % {"name": options["media"]})
        try:
            source = type(self).opened(
                options["file"], media=options["media"], name=options["source"], language=options["language"]
            )
            outcome = plan_import(source) if options["dry_run"] else import_site(source, by=None)
        except DomainError as problem:
            raise CommandError(str(problem)) from problem
        if options["report"]:
            options["report"].write_text(outcome.as_json(), encoding="utf-8")
        self.stdout.write("\n".join(outcome.lines()))
        self.stdout.write("")
        self.stdout.write(
            _("Nothing was written. Leave out --dry-run to do it.") if options["dry_run"] else _("Written.")
        )
