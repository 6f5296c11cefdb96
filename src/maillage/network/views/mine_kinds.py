"""The kinds of row a record has: one entry per sheet of the page, read by the generic views."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.network.actions.figures import add_figure, change_figure
from maillage.network.actions.organisations import add_facet, change_facet
from maillage.network.actions.places import add_place, change_place
from maillage.network.forms.contacts import ContactForm, IdentifierForm
from maillage.network.forms.facets import FacetForm
from maillage.network.forms.figures import BodyForm, ClaimForm
from maillage.network.forms.names import DescriptionForm, NameForm
from maillage.network.forms.places import PlaceForm
from maillage.network.forms.themes import ThemeForm
from maillage.network.models import Body, ContactPoint, Description, Identifier, OrganisationName, ThemeLink

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class FacetKind:
    """One kind of row.

    code:   its name in addresses, in `queries.mine.KINDS` and among the row templates
    form:   what is asked
    add:    (organisation, by=, **values) → row
    change: (row, by=, **values) → row
    """

    code: str
    form: type[FacetForm]
    add: Callable[..., Any]
    title: Words
    why: Words
    adding: Words
    changing: Words
    change: Callable[..., Any] = field(default=change_facet)


KINDS = {
    kind.code: kind
    for kind in (
        FacetKind(
            code="names",
            form=NameForm,
            add=partial(add_facet, OrganisationName),
            title=_("Names"),
            why=_("People find you by any of these names, in any language."),
            adding=_("Add a name"),
            changing=_("Change a name"),
        ),
        FacetKind(
            code="descriptions",
            form=DescriptionForm,
            add=partial(add_facet, Description),
            title=_("What we do"),
            why=_("A few paragraphs in each language you can: readers see theirs first."),
            adding=_("Describe in one more language"),
            changing=_("Change a description"),
        ),
        FacetKind(
            code="themes",
            form=ThemeForm,
            add=partial(add_facet, ThemeLink),
            title=_("Themes"),
            why=_("Others who work on the same subjects find you."),
            adding=_("Add a theme"),
            changing=_("Change a theme"),
        ),
        FacetKind(
            code="places",
            form=PlaceForm,
            add=add_place,
            change=change_place,
            title=_("Places"),
            why=_("Where you are, and how exactly each reader may know it. A country alone is enough."),
            adding=_("Add a place"),
            changing=_("Change a place"),
        ),
        FacetKind(
            code="contacts",
            form=ContactForm,
            add=partial(add_facet, ContactPoint),
            title=_("Contacts"),
            why=_("How to reach you. Each one has its own audience."),
            adding=_("Add a contact"),
            changing=_("Change a contact"),
        ),
        FacetKind(
            code="identifiers",
            form=IdentifierForm,
            add=partial(add_facet, Identifier),
            title=_("Registration numbers"),
            why=_("They tell you apart from others of the same name."),
            adding=_("Add a number"),
            changing=_("Change a number"),
        ),
        FacetKind(
            code="figures",
            form=ClaimForm,
            add=add_figure,
            change=change_figure,
            title=_("Figures"),
            why=_("Each figure keeps its date and its source. It is shown beside what we count, never added to it."),
            adding=_("Add a figure"),
            changing=_("Change a figure"),
        ),
        FacetKind(
            code="bodies",
            form=BodyForm,
            add=partial(add_facet, Body),
            title=_("Boards and working groups"),
            why=_("Your members can say in which of them they sit."),
            adding=_("Add a group"),
            changing=_("Change a group"),
        ),
    )
}
