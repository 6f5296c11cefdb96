"""What an import writes, in the words of whoever maps columns."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.exchange.columns import LOCALISED

Choices = list[tuple[str | Promise, list[tuple[str, str | Promise]]]]

GROUPS: tuple[tuple[Promise, dict[str, Promise]], ...] = (
    (
        pgettext_lazy("columns", "What recognises it"),
        {
            "source_id": _("Its number or id in this file"),
            "rna": _("RNA number"),
            "siren": _("SIREN number"),
            "siret": _("SIRET number"),
            "wikidata": _("Wikidata id"),
            "org_id": _("org-id identifier"),
            "identifier": _("Number in another register"),
        },
    ),
    (
        pgettext_lazy("columns", "Names and texts"),
        {
            "name": pgettext_lazy("column", "Name"),
            "short_name": _("Short name"),
            "acronym": _("Acronym"),
            "former_name": _("Former name"),
            "description": _("What it does"),
            "themes": _("Themes"),
        },
    ),
    (
        pgettext_lazy("columns", "What it is"),
        {
            "kind": _("Kind of organisation"),
            "state": _("Active, dormant or dissolved"),
            "founded": _("Founded on"),
            "dissolved": _("Dissolved on"),
            "languages": _("Working languages"),
            "member_of": _("Networks it is a member of"),
            "audience": _("Who may see it"),
        },
    ),
    (
        pgettext_lazy("columns", "How to reach it"),
        {
            "website": _("Website"),
            "email": _("E-mail"),
            "phone": _("Telephone"),
            "social": _("Page on a social network"),
        },
    ),
    (
        pgettext_lazy("columns", "Where it is"),
        {
            "territory": _("Country or territory"),
            "region": _("Region"),
            "town": _("Town"),
            "address": _("Postal address"),
            "latitude": _("Latitude"),
            "longitude": _("Longitude"),
            "precision": _("How exactly the place is shown"),
        },
    ),
)

LABELS: dict[str, Promise] = {field: label for _group, fields in GROUPS for field, label in fields.items()}


def labels() -> dict[str, str | Promise]:
    """Field → its words; with a language for those that may have one: "name_ar" → "Name (Arabic)"."""
    return {field: label for _group, choices in column_choices() for field, label in choices}


def column_choices() -> Choices:
    """The fields in groups, for a menu; the first leaves the column out."""
    plain: Choices = [(group, list(fields.items())) for group, fields in GROUPS]
    return [("", [("", _("— leave this column out —"))]), *plain, (_("In one language"), list(_localised()))]


def _localised() -> Iterator[tuple[str, str]]:
    for field in LOCALISED:
        for code, language in settings.LANGUAGES:
            yield f"{field}_{code}", f"{LABELS[field]} ({language})"
