"""`maillage index-articles`: make the search of the articles anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from maillage.publications.actions.search import index_all


class Command(BaseCommand):
    help = "Make the search of the articles anew, from what is on the site."

    def handle(self, *args: Any, **options: Any) -> None:
        count = index_all()
        words = ngettext("%(count)d article can be found.", "%(count)d articles can be found.", count)
        self.stdout.write(words % {"count": count})
