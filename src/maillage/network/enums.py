"""The closed lists of the network, with their words. Stored codes never change."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(IntegerChoices):
    """Who may read a value, from wide to narrow. Numbers leave room and are compared in the database."""

    PUBLIC = 0, _("everyone")
    MEMBERS = 10, _("members of the network")
    CIRCLE = 20, _("a circle")
    STEWARDS = 30, _("the network's stewards")
    SEALED = 40, _("its holders only, encrypted")


class Precision(IntegerChoices):
    """How exactly a place is shown, from exact to nothing."""

    EXACT = 0, _("exact address")
    TOWN = 10, pgettext_lazy("precision of a place", "town")
    REGION = 20, pgettext_lazy("precision of a place", "region")
    COUNTRY = 30, pgettext_lazy("precision of a place", "country")
    WORLD_REGION = 40, pgettext_lazy("precision of a place", "part of the world")
    NONE = 50, pgettext_lazy("precision of a place", "not shown")


class FieldGroup(TextChoices):
    """What a consent, a policy or a hide covers."""

    EVERYTHING = "everything", _("the whole record")
    PLACES = "places", _("places")
    CONTACTS = "contacts", _("contacts")
    TIES = "ties", _("ties")
    TEXTS = "texts", _("descriptions, themes and figures")


class OrganisationKind(TextChoices):
    ASSOCIATION = "association", _("association")
    NETWORK = "network", _("network")
    FEDERATION = "federation", _("federation")
    MOVEMENT = "movement", _("movement")
    UNION = "union", _("trade union")
    FOUNDATION = "foundation", _("foundation")
    COLLECTIVE = "collective", _("collective")
    RESOURCE_CENTRE = "resource_centre", _("resource centre")
    LOCAL_GROUP = "local_group", _("local group")
    PUBLIC_BODY = "public_body", _("public body")
    MEDIA = "media", pgettext_lazy("kind of organisation", "media")
    UNKNOWN = "unknown", pgettext_lazy("kind of organisation", "kind not known")


NETWORK_KINDS = (
    OrganisationKind.NETWORK,
    OrganisationKind.FEDERATION,
    OrganisationKind.MOVEMENT,
    OrganisationKind.UNION,
)  # counted together as networks


class OrganisationState(TextChoices):
    ACTIVE = "active", pgettext_lazy("state of an organisation", "active")
    DORMANT = "dormant", pgettext_lazy("state of an organisation", "dormant")
    DISSOLVED = "dissolved", pgettext_lazy("state of an organisation", "dissolved")
    UNKNOWN = "unknown", pgettext_lazy("state of an organisation", "not known")


class NameKind(TextChoices):
    OFFICIAL = "official", pgettext_lazy("kind of name", "official name")
    ACRONYM = "acronym", pgettext_lazy("kind of name", "acronym")
    SHORT = "short", pgettext_lazy("kind of name", "short name")
    FORMER = "former", pgettext_lazy("kind of name", "former name")
    ALIAS = "alias", pgettext_lazy("kind of name", "protective alias")


class IdentifierScheme(TextChoices):
    RNA = "rna", _("RNA number (France)")
    SIREN = "siren", _("SIREN number")
    SIRET = "siret", _("SIRET number")
    WIKIDATA = "wikidata", _("Wikidata")
    ORG_ID = "org-id", _("org-id identifier")
    OTHER = "other", _("other register")


class ContactKind(TextChoices):
    WEBSITE = "website", _("website")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("telephone")
    SOCIAL = "social", _("social network")
    SIGNAL = "signal", _("Signal")
    PGP = "pgp", _("OpenPGP key")
    POST = "post", _("postal address")


class TerritoryKind(TextChoices):
    WORLD = "world", _("world")
    WORLD_REGION = "world_region", _("part of the world")
    COUNTRY = "country", _("country")
    CONTESTED = "contested", _("contested territory")
    SUBNATIONAL = "subnational", _("region or province")
    TOWN = "town", _("town")


TERRITORY_PRECISION = {
    TerritoryKind.TOWN: Precision.TOWN,
    TerritoryKind.SUBNATIONAL: Precision.REGION,
    TerritoryKind.COUNTRY: Precision.COUNTRY,
    TerritoryKind.CONTESTED: Precision.COUNTRY,
    TerritoryKind.WORLD_REGION: Precision.WORLD_REGION,
    TerritoryKind.WORLD: Precision.NONE,
}


class PresenceRole(TextChoices):
    SEAT = "seat", pgettext_lazy("presence", "seat")
    OFFICE = "office", pgettext_lazy("presence", "office")
    FIELD = "field", pgettext_lazy("presence", "field of action")
    EXILE_SEAT = "exile_seat", pgettext_lazy("presence", "seat in exile")
    FORMER = "former", pgettext_lazy("presence", "former address")


class TieState(TextChoices):
    """Proposed → confirmed | disputed | withdrawn; stated (by a steward, from a source) → confirmed | disputed."""

    PROPOSED = "proposed", pgettext_lazy("state of a tie", "proposed")
    STATED = "stated", pgettext_lazy("state of a tie", "stated from a source")
    CONFIRMED = "confirmed", pgettext_lazy("state of a tie", "confirmed by both")
    DISPUTED = "disputed", pgettext_lazy("state of a tie", "disputed")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a tie", "withdrawn")


STANDING_TIES = (TieState.STATED, TieState.CONFIRMED)


class TieRoleKind(TextChoices):
    FOUNDER = "founder", pgettext_lazy("role in a network", "founder")
    MEMBER = "member", pgettext_lazy("role in a network", "member")
    BOARD_MEMBER = "board_member", pgettext_lazy("role in a network", "board member")
    CONVENOR = "convenor", pgettext_lazy("role in a network", "convenor")
    OBSERVER = "observer", pgettext_lazy("role in a network", "observer")
    HOST = "host", pgettext_lazy("role in a network", "host")


class BodyKind(TextChoices):
    BOARD = "board", _("board")
    WORKING_GROUP = "working_group", _("working group")
    COMMISSION = "commission", _("commission")
    OFFICE = "office", pgettext_lazy("body of an association", "executive committee")
    ASSEMBLY = "assembly", _("general assembly")


class Measure(TextChoices):
    MEMBERS = "members", _("member organisations")
    FOUNDERS = "founders", _("founding organisations")
    PARTNERS = "partners", _("partners")
    LOCAL_GROUPS = "local_groups", _("local groups")
    VOLUNTEERS = "volunteers", _("volunteers")
    INDIVIDUAL_MEMBERS = "individual_members", _("individual members")
    COUNTRIES = "countries", _("countries")


class Qualifier(TextChoices):
    EXACT = "exact", pgettext_lazy("figure", "exactly")
    ABOUT = "about", pgettext_lazy("figure", "about")
    NEARLY = "nearly", pgettext_lazy("figure", "nearly")
    MORE_THAN = "more_than", pgettext_lazy("figure", "more than")
    SEVERAL_HUNDRED = "several_hundred", pgettext_lazy("figure", "several hundred")


class SourceKind(TextChoices):
    PAGE = "page", pgettext_lazy("source", "published page")
    IMPORT = "import", pgettext_lazy("source", "imported file")
    STATEMENT = "statement", pgettext_lazy("source", "statement of the organisation")
    STEWARD = "steward", pgettext_lazy("source", "knowledge of the network's team")


class MandateRole(TextChoices):
    COORDINATOR = "coordinator", pgettext_lazy("mandate", "coordinator")
    EDITOR = "editor", pgettext_lazy("mandate", "editor")
    SIGNATORY = "signatory", pgettext_lazy("mandate", "signatory")
    TREASURER = "treasurer", pgettext_lazy("mandate", "treasurer")
    REVIEWER = "reviewer", pgettext_lazy("mandate", "reviewer")
    SPACE_STEWARD = "space_steward", pgettext_lazy("mandate", "steward of shared rooms")


class ProposalState(TextChoices):
    OPEN = "open", pgettext_lazy("proposal", "to decide")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
    DECLINED = "declined", pgettext_lazy("proposal", "declined")


class Act(TextChoices):
    """What the journal calls the acts of this app."""

    ADDED = "organisation-added", pgettext_lazy("act", "record added")
    CHANGED = "organisation-changed", pgettext_lazy("act", "record changed")
    CONFIRMED = "organisation-confirmed", pgettext_lazy("act", "record confirmed")
    FACET_ADDED = "value-added", pgettext_lazy("act", "value added")
    FACET_CHANGED = "value-changed", pgettext_lazy("act", "value changed")
    FACET_REMOVED = "value-removed", pgettext_lazy("act", "value removed")
    DISCLOSED = "audience-set", pgettext_lazy("act", "audience set")
    TIE_PROPOSED = "tie-proposed", pgettext_lazy("act", "tie proposed")
    TIE_STATED = "tie-stated", pgettext_lazy("act", "tie stated")
    TIE_CONFIRMED = "tie-confirmed", pgettext_lazy("act", "tie confirmed")
    TIE_DISPUTED = "tie-disputed", pgettext_lazy("act", "tie disputed")
    TIE_WITHDRAWN = "tie-withdrawn", pgettext_lazy("act", "tie withdrawn")
    TIE_ENDED = "tie-ended", pgettext_lazy("act", "tie ended")
    TIE_SETTLED = "tie-settled", pgettext_lazy("act", "dispute settled")
    ROLE_ADDED = "tie-role-added", pgettext_lazy("act", "role added")
    ROLE_REMOVED = "tie-role-removed", pgettext_lazy("act", "role removed")
    MANDATE_GRANTED = "mandate-granted", pgettext_lazy("act", "mandate granted")
    MANDATE_ENDED = "mandate-ended", pgettext_lazy("act", "mandate ended")
    INVITED = "invited", pgettext_lazy("act", "person invited")
    INVITATION_ACCEPTED = "invitation-accepted", pgettext_lazy("act", "invitation accepted")
    INVITATION_CANCELLED = "invitation-cancelled", pgettext_lazy("act", "invitation cancelled")
    HIDDEN = "hidden", pgettext_lazy("act", "hidden in an emergency")
    HIDE_LIFTED = "hide-lifted", pgettext_lazy("act", "emergency hide lifted")
    CONSENT_GIVEN = "consent-given", pgettext_lazy("act", "consent given")
    CONSENT_WITHDRAWN = "consent-withdrawn", pgettext_lazy("act", "consent withdrawn")
    POLICY_SET = "policy-set", pgettext_lazy("act", "disclosure policy set")
    POLICY_REMOVED = "policy-removed", pgettext_lazy("act", "disclosure policy removed")
    MERGED = "merged", pgettext_lazy("act", "records merged")
    MERGE_UNDONE = "merge-undone", pgettext_lazy("act", "merge undone")
    TERM_ADDED = "term-added", pgettext_lazy("act", "word added")
    TERM_CHANGED = "term-changed", pgettext_lazy("act", "word changed")
    TERM_REMOVED = "term-removed", pgettext_lazy("act", "word removed")
    PERSON_SUSPENDED = "person-suspended", pgettext_lazy("act", "person suspended")
    PERSON_RESTORED = "person-restored", pgettext_lazy("act", "person restored")
    LETTER_RETRIED = "letter-retried", pgettext_lazy("act", "letter sent again")
    PROPOSED = "change-proposed", pgettext_lazy("act", "change proposed")
    PROPOSAL_ACCEPTED = "proposal-accepted", pgettext_lazy("act", "proposal accepted")
    PROPOSAL_DECLINED = "proposal-declined", pgettext_lazy("act", "proposal declined")
