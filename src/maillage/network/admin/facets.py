"""The values of a record: one small table says how each kind is called, typed and shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import DraftailRichTextArea

from maillage.accounts.models import Person
from maillage.network.actions import organisations, places
from maillage.network.admin.forms import SourceChoice, TerritoryChoice, with_circle_checked
from maillage.network.admin.words import WordsInEachLanguage
from maillage.network.models import (
    Body,
    Claim,
    ContactPoint,
    Description,
    Identifier,
    Logo,
    Organisation,
    OrganisationName,
    Presence,
    ThemeLink,
)
from maillage.network.validators import identifier_warning

RICH_TEXT = ["bold", "italic", "h2", "h3", "ol", "ul", "link", "blockquote"]
WHO = ("audience", "circle")


class FacetForm(forms.ModelForm):  # type: ignore[type-arg]
    """Fields of one value and who may read it; the action writes."""

    def clean(self) -> dict[str, Any]:
        return with_circle_checked(self, super().clean() or {})


class NameForm(FacetForm):
    class Meta:
        model = OrganisationName
        fields = ("text", "kind", "language", "is_preferred", "period", *WHO)


class IdentifierForm(FacetForm):
    class Meta:
        model = Identifier
        fields = ("scheme", "register_name", "value", *WHO)


class ContactForm(FacetForm):
    class Meta:
        model = ContactPoint
        fields = ("kind", "value", "label", *WHO)


class DescriptionForm(FacetForm):
    class Meta:
        model = Description
        fields = ("language", "html", *WHO)
        widgets = {"html": DraftailRichTextArea(features=RICH_TEXT)}


class ThemeForm(FacetForm):
    class Meta:
        model = ThemeLink
        fields = ("theme", *WHO)


class BodyForm(FacetForm):
    class Meta:
        model = Body
        fields = ("kind", "name", "period", *WHO)


class ClaimForm(FacetForm):
    source = SourceChoice(label=_("Source"))

    class Meta:
        model = Claim
        fields = ("measure", "qualifier", "value", "scope", "as_of", "source", *WHO)
        widgets = {"scope": WordsInEachLanguage}


class LogoForm(FacetForm):
    image = forms.FileField(label=_("Picture"), help_text=_("PNG, JPEG, GIF or WebP, 5 MB at most."))

    class Meta:
        model = Logo
        fields = ("alternative_text",)


class PlaceForm(FacetForm):
    """The exact place and how much of it others may know."""

    territory = TerritoryChoice(label=_("Territory"))
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=-180, max_value=180)

    class Meta:
        model = Presence
        fields = ("role", "period", "precision_public", "precision_members", *WHO)

    field_order = ("role", "territory", "address", "latitude", "longitude", "precision_public", "precision_members")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        exact = getattr(self.instance, "exact", None) if self.instance.pk else None
        for name in places.EXACT_FIELDS if exact else ():
            self.initial[name] = getattr(exact, name)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if (values.get("latitude") is None) != (values.get("longitude") is None):
            self.add_error("longitude", _("Give both a latitude and a longitude, or neither."))
        return values


def add_place(organisation: Organisation, *, by: Person, **values: Any) -> Presence:
    return places.add_place(organisation, by=by, **values)


def set_logo(organisation: Organisation, *, by: Person, image: Any, alternative_text: str) -> Logo:
    return organisations.set_logo(organisation, upload=image.read(), alternative_text=alternative_text, by=by)


def _place_words(row: Any) -> str:
    return f"{row.get_role_display()}: {row.exact.territory} {row.exact.address}".strip()


def _identifier_words(row: Any) -> str:
    warning = identifier_warning(row.scheme, row.value)
    return f"{row} — {warning}" if warning else str(row)


def _claim_words(row: Any) -> str:
    return " ".join(filter(None, (str(row), str(row.scope), row.as_of, f"({row.source})")))


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One kind of value of a record. `related` is its name on the organisation, `words` what a listing says of a row."""

    related: str
    model: Any
    form: type[FacetForm]
    title: str | Promise
    add_title: str | Promise
    words: Callable[[Any], str] = str
    joins: Sequence[str] = ()
    add: Callable[..., Any] | None = None
    change: Callable[..., Any] = organisations.change_facet
    is_single: bool = False

    def adding(self, organisation: Organisation, *, by: Person, **values: Any) -> Any:
        if self.add is not None:
            return self.add(organisation, by=by, **values)
        return organisations.add_facet(self.model, organisation, by=by, **values)


FACETS: dict[str, Facet] = {
    facet.related: facet
    for facet in (
        Facet(
            related="names", model=OrganisationName, form=NameForm, title=_("Names"), add_title=_("Add a name"),
            words=lambda row: f"{row.text} ({row.get_kind_display()}{', ' if row.language else ''}{row.language})",
        ),
        Facet(
            related="presences", model=Presence, form=PlaceForm, title=_("Places"), add_title=_("Add a place"),
            words=_place_words, joins=("exact__territory",), add=add_place, change=places.change_place,
        ),
        Facet(
            related="contacts", model=ContactPoint, form=ContactForm, title=_("Contacts"), add_title=_("Add a contact"),
            words=lambda row: f"{row.get_kind_display()}: {row.value}",
        ),
        Facet(
            related="descriptions", model=Description, form=DescriptionForm, title=_("What it does"),
            add_title=_("Add a description"), words=lambda row: f"{row.language}: {strip_tags(row.html)[:120]}",
        ),
        Facet(
            related="theme_links", model=ThemeLink, form=ThemeForm, title=_("Themes"), add_title=_("Add a theme"),
            joins=("theme",),
        ),
        Facet(
            related="identifiers", model=Identifier, form=IdentifierForm, title=_("Register numbers"),
            add_title=_("Add a number"), words=_identifier_words,
        ),
        Facet(
            related="claims", model=Claim, form=ClaimForm, title=_("Figures"), add_title=_("Add a figure"),
            words=_claim_words, joins=("source",),
        ),
        Facet(
            related="bodies", model=Body, form=BodyForm, title=_("Boards and working groups"), add_title=_("Add a body"),
            words=lambda row: f"{row.name} ({row.get_kind_display()})",
        ),
        Facet(
            related="logo", model=Logo, form=LogoForm, title=_("Logo"), add_title=_("Set the logo"), add=set_logo,
            words=lambda row: str(row.alternative_text or _("a picture without words")), is_single=True,
        ),
    )
}  # fmt: skip
