"""What this app itself puts in the registries: organisations, the one kind everybody has, and the tables of the network."""

from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Person
from maillage.exchange.archive.tables import register
from maillage.exchange.columns import FIELDS, guess
from maillage.exchange.freshness.enums import Act
from maillage.exchange.kinds import Kind, kinds
from maillage.exchange.models import CheckRequest, CheckStop, ImportKey, ImportRun
from maillage.exchange.organisations.apply import apply
from maillage.exchange.organisations.decide import decide
from maillage.exchange.organisations.plan import plan
from maillage.exchange.organisations.undo import undo
from maillage.journal.phrases import register_acts
from maillage.network import models as network

kinds.register(
    "organisations",
    Kind(label=_("Organisations"), fields=FIELDS, guess=guess, plan=plan, decide=decide, apply=apply, undo=undo),
)

# Worked out again when brought back (`disclosure.refresh_all`, triggers), so never carried.
SHOWN = ("shown_to", "shown_circles")
ORGANISATION = (*SHOWN, "label", "sort_key", "ties_shown_to", "ties_shown_circles")
PRESENCE = (
    *SHOWN,
    *(f"{level}_{name}" for level in ("public", "members") for name in ("territory", "latitude", "longitude")),
)
# Secrets and flags of one instance: people choose a new password where the export is brought in.
PERSON = ("password", "last_login", "is_superuser", "groups", "user_permissions")

register(Person, "uuid", PERSON, instead={"password": "!"})
register(network.Territory, "code", ["ancestors"], shared=True)
register(network.Theme, "code", ["ancestors"], shared=True)
register(network.TieType, "code", shared=True)
register(network.Source)
register(network.Circle)
register(network.Organisation, "uuid", ORGANISATION)
for facet in (
    network.OrganisationName,
    network.Identifier,
    network.ContactPoint,
    network.Description,
    network.Logo,
    network.ThemeLink,
):
    register(facet, "", SHOWN)
register(network.OldAddress)
register(network.Presence, "", PRESENCE)
register(network.ExactPlace)
register(network.Tie, "uuid", SHOWN)
register(network.Body, "", SHOWN)
register(network.TieRole, "", SHOWN)
register(network.Claim, "", SHOWN)
register(network.Consent)
register(network.DisclosurePolicy)
register(network.EmergencyHide)
register(network.Mandate)
register(network.ChangeProposal, "uuid")
register(network.Merge, pks=["moved"])
register(ImportRun, "", ["headings", "done", "total", "changed_rows"])  # what the file said stays behind
register(ImportKey)
register(CheckRequest)
register(CheckStop)

register_acts(Act)
