"""Organisations and what is said of each: one value, one row, one audience."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from maillage.kit import dates
from maillage.kit.fields import FoldedField
from maillage.network.enums import ContactKind, IdentifierScheme, NameKind, OrganisationKind, OrganisationState
from maillage.network.models.gate import Disclosable, GatedQuerySet, disclosure_constraints
from maillage.network.models.vocabulary import Theme
from maillage.network.readers import Reader
from maillage.network.validators import validate_contact_length


class OrganisationQuerySet(GatedQuerySet["Organisation"]):
    owner = "id"

    def visible_to(self, reader: Reader) -> Self:
        return super().visible_to(reader).filter(merged_into=None)


class Organisation(Disclosable):  # type: ignore[django-manager-missing, unused-ignore]  # of authors, made of what has no types
    """An association, network, movement… `audience` is the audience of its very existence.

    `label` (language → name) and `sort_key` are written by `actions.disclosure` from the names that everyone who sees
    the organisation may see, so that no list, order or address tells a protected name.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind, default=OrganisationKind.UNKNOWN)
    state = models.CharField(_("state"), max_length=10, choices=OrganisationState, default=OrganisationState.ACTIVE)
    founded = dates.partial_date_field(_("founded"), help_text=_("A year is enough: 1976."))
    dissolved = dates.partial_date_field(_("dissolved"))
    languages = ArrayField(
        models.CharField(max_length=8), verbose_name=_("working languages"), default=list, blank=True
    )
    is_stub = models.BooleanField(
        _("only named"), default=False, help_text=_("Known by name; nobody has filled in the record yet.")
    )
    is_home = models.BooleanField(_("home organisation of this instance"), default=False)
    is_example = models.BooleanField(_("example"), default=False, help_text=_("Made up for the demonstration."))
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="absorbed"
    )
    label = models.JSONField(default=dict, editable=False)
    sort_key = models.TextField(default="", editable=False)
    ties_shown_to = models.PositiveSmallIntegerField(default=30, editable=False)
    ties_shown_circles = ArrayField(models.BigIntegerField(), default=list, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta(Disclosable.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints: ClassVar = [
            *disclosure_constraints("organisation"),
            models.UniqueConstraint(fields=["is_home"], condition=Q(is_home=True), name="organisation_one_home"),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="organisation_not_merged_into_itself"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sort_key", "id"], name="organisation_public_order", condition=Q(shown_to=0, merged_into=None)
            ),
            models.Index(fields=["sort_key", "id"], name="organisation_order"),
            models.Index(  # all there is to know to narrow by a kind: the table itself is not read
                fields=["kind", "shown_to"], include=["id"], name="organisation_of_kind", condition=Q(merged_into=None)
            ),
        ]

    def __str__(self) -> str:
        return self.label_in(get_language())

    def label_language(self, language: str | None) -> str:
        """The language in which the label will be read: the one asked for, the instance's, or whichever there is."""
        for candidate in (language, settings.LANGUAGE_CODE, ""):
            if candidate in self.label:
                return str(candidate)
        return next(iter(self.label), "")

    def label_in(self, language: str | None) -> str:
        if not self.label:
            return str(_("Name not shown"))
        return str(self.label[self.label_language(language)])


class OldAddress(models.Model):
    """A former address of a record; it redirects for readers who may see the record."""

    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.slug


class Facet(Disclosable):
    """A value of one organisation, disclosed on its own."""

    class Meta(Disclosable.Meta):
        abstract = True


class NameQuerySet(GatedQuerySet["OrganisationName"]):
    pass


class OrganisationName(Facet):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind of name"), max_length=10, choices=NameKind, default=NameKind.OFFICIAL)
    language = models.CharField(
        _("language"), max_length=8, blank=True, help_text=_("Empty for a name that is the same in every language.")
    )
    is_preferred = models.BooleanField(_("shown as title"), default=False)
    period = dates.period_field()
    folded = FoldedField(source="text")

    objects = NameQuerySet.as_manager()

    class Meta(Facet.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints: ClassVar = [
            *disclosure_constraints("name"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "language", "text"],
                name="name_once",
                violation_error_message=_("This name is there already, of the same kind and in the same language."),
            ),
            models.CheckConstraint(condition=~Q(text=""), name="name_not_empty"),
        ]
        indexes: ClassVar = [GinIndex(OpClass("folded", name="gin_trgm_ops"), name="name_folded")]

    def __str__(self) -> str:
        return self.text


class IdentifierQuerySet(GatedQuerySet["Identifier"]):
    pass


class Identifier(Facet):
    """A number in a register. A failed check warns its editor and never blocks: registers have exceptions."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=10, choices=IdentifierScheme)
    register_name = models.CharField(_("name of the register"), max_length=80, blank=True)
    value = models.CharField(_("number"), max_length=80)

    objects = IdentifierQuerySet.as_manager()

    class Meta(Facet.Meta):
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints: ClassVar = [
            *disclosure_constraints("identifier"),
            models.UniqueConstraint(
                fields=["organisation", "scheme", "register_name", "value"],
                name="identifier_once",
                violation_error_message=_("This number is there already."),
            ),
        ]
        indexes: ClassVar = [models.Index("scheme", Upper("value"), name="identifier_value")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class ContactQuerySet(GatedQuerySet["ContactPoint"]):
    pass


class ContactPoint(Facet):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=8, choices=ContactKind)
    value = models.CharField(_("address or number"), max_length=2000, validators=[validate_contact_length])
    label = models.CharField(_("note"), max_length=120, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta(Facet.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints: ClassVar = [
            *disclosure_constraints("contact"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "value"],
                name="contact_once",
                violation_error_message=_("This address or number is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.value


class DescriptionQuerySet(GatedQuerySet["Description"]):
    pass


class Description(Facet):
    """What the organisation does, in one language; cleaned HTML."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="descriptions")
    language = models.CharField(_("language"), max_length=8)
    html = models.TextField(_("what it does"))

    objects = DescriptionQuerySet.as_manager()

    class Meta(Facet.Meta):
        verbose_name = _("description")
        verbose_name_plural = _("descriptions")
        constraints: ClassVar = [
            *disclosure_constraints("description"),
            models.UniqueConstraint(
                fields=["organisation", "language"],
                name="description_once_per_language",
                violation_error_message=_(
                    "There is a text in this language already. Change that one, or choose another language."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.html[:60]}"


class LogoQuerySet(GatedQuerySet["Logo"]):
    pass


class Logo(Facet):
    """A small picture, re-encoded without metadata; kept as a row so that the gate and the backup cover it."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="logo")
    image = models.BinaryField()
    alternative_text = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = LogoQuerySet.as_manager()

    class Meta(Facet.Meta):
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        constraints: ClassVar = disclosure_constraints("logo")

    def __str__(self) -> str:
        return f"Logo {self.organisation_id}"


class ThemeLinkQuerySet(GatedQuerySet["ThemeLink"]):
    pass


class ThemeLink(Facet):
    """One theme of one organisation. In some places a theme alone is dangerous, so it has its audience too."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="links")

    objects = ThemeLinkQuerySet.as_manager()

    class Meta(Facet.Meta):
        verbose_name = _("theme of an organisation")
        verbose_name_plural = _("themes of organisations")
        constraints: ClassVar = [
            *disclosure_constraints("theme_link"),
            models.UniqueConstraint(
                fields=["organisation", "theme"],
                name="theme_link_once",
                violation_error_message=_("This theme is there already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.theme)
