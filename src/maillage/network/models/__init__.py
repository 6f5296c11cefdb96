"""The nouns of the network. Everything with an audience is read through `visible_to`."""

from maillage.network.models.disclosure import Circle, Consent, DisclosurePolicy, EmergencyHide, Merge
from maillage.network.models.gate import Disclosable, GatedQuerySet, gate
from maillage.network.models.organisation import (
    ContactPoint,
    Description,
    Identifier,
    Logo,
    OldAddress,
    Organisation,
    OrganisationName,
    ThemeLink,
)
from maillage.network.models.people import ChangeProposal, Invitation, Mandate
from maillage.network.models.place import ExactPlace, Presence
from maillage.network.models.tie import Body, Claim, Source, Tie, TieRole
from maillage.network.models.vocabulary import Territory, Theme, TieType

__all__ = [
    "Body", "ChangeProposal", "Circle", "Claim", "Consent", "ContactPoint", "Description", "Disclosable",
    "DisclosurePolicy", "EmergencyHide", "ExactPlace", "GatedQuerySet", "Identifier", "Invitation", "Logo", "Mandate",
    "Merge", "OldAddress", "Organisation", "OrganisationName", "Presence", "Source", "Territory", "Theme", "ThemeLink",
    "Tie", "TieRole", "TieType", "gate",
]  # fmt: skip
