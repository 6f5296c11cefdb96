"""`maillage towns CODE`: the towns of a country become territories that organisations can be in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from maillage.exchange.actions.towns import open_towns
from maillage.kit.errors import DomainError

SIZE = 15_000


class Command(BaseCommand):
    help = (
        "Add all towns of some countries, from a size on, to the territories. Imports then place organisations in them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("country", nargs="+", metavar="CODE", help="two-letter code of a country: FR")
        parser.add_argument(
            "--from",
            type=int,
            default=SIZE,
            dest="population",
            metavar="N",
            help=f"inhabitants ({SIZE}; 1000 at least)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for code in options["country"]:
            try:
                count = len(open_towns(code, options["population"], by=None))
            except DomainError as problem:
                raise CommandError(str(problem)) from problem
            told = ngettext("%(country)s: %(count)s town added.", "%(country)s: %(count)s towns added.", count)
            self.stdout.write(told % {"country": code, "count": count})
