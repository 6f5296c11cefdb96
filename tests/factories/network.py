"""The network, for tests: every row leaves its factory as an action would leave it, with its disclosure worked out."""

from typing import Any

import factory
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from tests.factories.accounts import PersonFactory

from maillage.network.actions import disclosure
from maillage.network.enums import (
    Audience,
    BodyKind,
    ContactKind,
    IdentifierScheme,
    MandateRole,
    Measure,
    NameKind,
    OrganisationKind,
    Precision,
    TerritoryKind,
    TieRoleKind,
    TieState,
)
from maillage.network.models import (
    Body,
    ChangeProposal,
    Circle,
    Claim,
    Consent,
    ContactPoint,
    Description,
    DisclosurePolicy,
    EmergencyHide,
    ExactPlace,
    Identifier,
    Logo,
    Mandate,
    OldAddress,
    Organisation,
    OrganisationName,
    Presence,
    Source,
    Territory,
    Theme,
    ThemeLink,
    Tie,
    TieRole,
    TieType,
)

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff"
    "03000006000557bfabd40000000049454e44ae426082"
)


def disclose(row: Model) -> None:
    """Work out what may be shown of `row`'s organisations, as every action does, and read the row again."""
    if isinstance(row, TieRole):
        row = row.tie
    if isinstance(row, DisclosurePolicy | EmergencyHide):
        disclosure.refresh_all()
    elif isinstance(row, Tie):
        disclosure.refresh([row.a_id, row.b_id])
    else:
        disclosure.refresh([row.pk if isinstance(row, Organisation) else row.organisation_id])


class PlainFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class DisclosedFactory(PlainFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _after_postgeneration(cls, instance: Model, create: bool, results: dict[str, Any] | None = None) -> None:
        disclose(instance)
        instance.refresh_from_db()


# ── vocabularies ────────────────────────────────────────────────────────────


class TerritoryFactory(PlainFactory):
    class Meta:
        model = Territory
        django_get_or_create = ("code",)

    name = factory.Sequence(lambda n: f"Territory {n}")
    code = factory.LazyAttribute(lambda o: slugify(str(o.name)))
    kind = TerritoryKind.COUNTRY

    @classmethod
    def _after_postgeneration(cls, instance: Territory, create: bool, results: dict[str, Any] | None = None) -> None:
        instance.refresh_from_db()


class ThemeFactory(PlainFactory):
    class Meta:
        model = Theme
        django_get_or_create = ("code",)

    name = factory.Sequence(lambda n: f"Theme {n}")
    code = factory.LazyAttribute(lambda o: slugify(str(o.name)))

    @classmethod
    def _after_postgeneration(cls, instance: Theme, create: bool, results: dict[str, Any] | None = None) -> None:
        instance.refresh_from_db()


class TieTypeFactory(PlainFactory):
    class Meta:
        model = TieType
        django_get_or_create = ("code",)

    code = "member_of"
    label = factory.LazyAttribute(lambda o: o.code.replace("_", " "))
    inverse_label = factory.LazyAttribute(lambda o: f"{o.label}, inversely")
    is_membership = factory.LazyAttribute(lambda o: o.code == "member_of")


# ── organisations ───────────────────────────────────────────────────────────


class OrganisationFactory(DisclosedFactory):
    """`OrganisationFactory(name="Attac", acronym="ATT")`: names have the audience of the record."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.name, allow_unicode=True))
    kind = OrganisationKind.ASSOCIATION
    audience = Audience.PUBLIC

    @classmethod
    def _create(
        cls, model_class: type[Model], *args: Any, name: str, language: str = "", acronym: str = "", **fields: Any
    ) -> Any:
        organisation = super()._create(model_class, *args, **fields)
        shown = {"audience": organisation.audience, "circle": organisation.circle}
        organisation.names.create(text=name, language=language, **shown)
        if acronym:
            organisation.names.create(text=acronym, kind=NameKind.ACRONYM, **shown)
        return organisation


class HomeFactory(OrganisationFactory):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = "The network"
    kind = OrganisationKind.NETWORK
    is_home = True


class FacetFactory(DisclosedFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    audience = Audience.PUBLIC


class NameFactory(FacetFactory):
    class Meta:
        model = OrganisationName
        skip_postgeneration_save = True

    text = factory.Sequence(lambda n: f"Name {n}")
    kind = NameKind.OFFICIAL


class IdentifierFactory(FacetFactory):
    class Meta:
        model = Identifier
        skip_postgeneration_save = True

    scheme = IdentifierScheme.RNA
    value = factory.Sequence(lambda n: f"W75{n:07}")


class ContactFactory(FacetFactory):
    class Meta:
        model = ContactPoint
        skip_postgeneration_save = True

    kind = ContactKind.WEBSITE
    value = factory.Sequence(lambda n: f"https://organisation{n}.example.org/")


class DescriptionFactory(FacetFactory):
    class Meta:
        model = Description
        skip_postgeneration_save = True

    language = "fr"
    html = "<p>Elle défend le droit au logement.</p>"


class LogoFactory(FacetFactory):
    class Meta:
        model = Logo
        skip_postgeneration_save = True

    image = PIXEL
    alternative_text = "A knot"


class ThemeLinkFactory(FacetFactory):
    class Meta:
        model = ThemeLink
        skip_postgeneration_save = True

    theme = factory.SubFactory(ThemeFactory)


class OldAddressFactory(PlainFactory):
    class Meta:
        model = OldAddress
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    slug = factory.Sequence(lambda n: f"old-address-{n}")


class PresenceFactory(FacetFactory):
    """`PresenceFactory(organisation=…, territory=town, address=…, latitude=…)`; exact for everyone unless said."""

    class Meta:
        model = Presence
        skip_postgeneration_save = True

    territory = factory.SubFactory(TerritoryFactory)
    precision_public = Precision.EXACT
    precision_members = Precision.EXACT

    @classmethod
    def _create(
        cls,
        model_class: type[Model],
        *args: Any,
        territory: Territory,
        address: str = "",
        latitude: float | None = None,
        longitude: float | None = None,
        **fields: Any,
    ) -> Any:
        presence = super()._create(model_class, *args, **fields)
        ExactPlace.objects.create(
            presence=presence, territory=territory, address=address, latitude=latitude, longitude=longitude
        )
        return presence


# ── ties and figures ────────────────────────────────────────────────────────


class SourceFactory(PlainFactory):
    class Meta:
        model = Source
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Source {n}")


class TieFactory(DisclosedFactory):
    """A membership confirmed by both ends, unless said otherwise."""

    class Meta:
        model = Tie
        skip_postgeneration_save = True

    a = factory.SubFactory(OrganisationFactory)
    b = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.NETWORK)
    type = factory.SubFactory(TieTypeFactory)
    state = TieState.CONFIRMED
    audience = Audience.PUBLIC
    confirmed_a_at = factory.LazyAttribute(lambda o: timezone.now() if o.state == TieState.CONFIRMED else None)
    confirmed_b_at = factory.LazyAttribute(lambda o: timezone.now() if o.state == TieState.CONFIRMED else None)
    source = factory.Maybe(
        factory.LazyAttribute(lambda o: o.state == TieState.STATED), yes_declaration=factory.SubFactory(SourceFactory)
    )


class BodyFactory(FacetFactory):
    class Meta:
        model = Body
        skip_postgeneration_save = True

    kind = BodyKind.WORKING_GROUP
    name = factory.Sequence(lambda n: f"Working group {n}")


class TieRoleFactory(DisclosedFactory):
    class Meta:
        model = TieRole
        skip_postgeneration_save = True

    tie = factory.SubFactory(TieFactory)
    role = TieRoleKind.MEMBER
    audience = Audience.PUBLIC


class ClaimFactory(FacetFactory):
    class Meta:
        model = Claim
        skip_postgeneration_save = True

    measure = Measure.MEMBERS
    value = 54
    source = factory.SubFactory(SourceFactory)


# ── disclosure and people ───────────────────────────────────────────────────


class CircleFactory(PlainFactory):
    class Meta:
        model = Circle
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Circle {n}")

    @factory.post_generation
    def people(self: Circle, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.people.set(extracted or [])

    @factory.post_generation
    def organisations(self: Circle, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.organisations.set(extracted or [])


class ConsentFactory(DisclosedFactory):
    class Meta:
        model = Consent
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)


class PolicyFactory(DisclosedFactory):
    class Meta:
        model = DisclosurePolicy
        skip_postgeneration_save = True

    reason = "Partners there have been arrested."


class HideFactory(DisclosedFactory):
    class Meta:
        model = EmergencyHide
        skip_postgeneration_save = True

    reason = "Raid."


class MandateFactory(PlainFactory):
    class Meta:
        model = Mandate
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = MandateRole.COORDINATOR


class ProposalFactory(PlainFactory):
    class Meta:
        model = ChangeProposal
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    message = "The address has changed."


def steward(**mandate: Any) -> Any:
    """A person of the network's own team: coordinator of the home organisation."""
    home = Organisation.objects.filter(is_home=True).first() or HomeFactory()
    return MandateFactory(organisation=home, **mandate).person


def member(organisation: Organisation | None = None, **mandate: Any) -> Any:
    """A person with a mandate in an organisation that is a member of the home organisation."""
    home = Organisation.objects.filter(is_home=True).first() or HomeFactory()
    organisation = organisation or OrganisationFactory()
    if not Tie.objects.filter(a=organisation, b=home).exists():
        TieFactory(a=organisation, b=home)
    return MandateFactory(organisation=organisation, **mandate).person
