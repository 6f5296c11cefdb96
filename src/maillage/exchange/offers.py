"""What this app makes of results and records, offered on the pages of the directory."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.network.enums import Audience
from maillage.network.models import Organisation
from maillage.network.outputs import Output, of_records, of_results


def _booklet(query: str) -> str:
    return f"{reverse('booklet:choose')}?{query}" if query else reverse("booklet:choose")


def _profile(row: Organisation) -> str:
    """Profiles are for everyone: an organisation that strangers do not see has none."""
    return reverse("murmurations-profile", args=[row.uuid]) if row.shown_to == Audience.PUBLIC else ""


of_results.register("booklet", Output(_("Print"), _("Booklet (PDF)"), _booklet))
of_results.register("api", Output(_("Programs"), _("API and maps"), lambda query: reverse("api-guide")))
of_records.register(
    "murmurations",
    Output(_("Other maps"), "Murmurations", _profile),
)
