"""`maillage find-duplicates`: look through the whole directory for records of the same association."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from maillage.exchange.duplicates.actions import find_pairs


class Command(BaseCommand):
    help = "Look through the whole directory for records of the same association. Stewards decide; nothing is merged."

    def handle(self, *args: Any, **options: Any) -> None:
        found = find_pairs(by=None)
        self.stdout.write(
            ngettext("%(count)s record searched.", "%(count)s records searched.", found.searched)
            % {"count": found.searched}
        )
        self.stdout.write(
            ngettext(
                "%(count)s pair waits in the back office, %(new)s of them new.",
                "%(count)s pairs wait in the back office, %(new)s of them new.",
                found.pairs,
            )
            % {"count": found.pairs, "new": found.new}
        )
