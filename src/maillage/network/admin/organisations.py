"""Organisations: the listing with its filters and bulk acts, and the form of a record's own columns."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn

from maillage.accounts.models import Person
from maillage.kit.text import fold
from maillage.network.actions.organisations import add_organisation, change_organisation, disclose, rename_address
from maillage.network.admin import base, records
from maillage.network.admin.columns import enum_column
from maillage.network.admin.forms import TerritoryChoice, with_circle_checked
from maillage.network.enums import Audience, NameKind, OrganisationKind, OrganisationState
from maillage.network.models import Circle, ExactPlace, Organisation, OrganisationName, Presence

LANGUAGE_CODES = 40


class LanguagesField(forms.CharField):
    """Language codes with commas or spaces between them: "fr, en, ar"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        typed: str = super().clean(value)
        return typed.replace(",", " ").lower().split()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != (data or "").replace(",", " ").lower().split()


class RecordForm(forms.ModelForm[Organisation]):
    languages = LanguagesField(
        label=_("Working languages"), required=False, max_length=LANGUAGE_CODES, help_text=_("Codes: fr, en, ar.")
    )

    class Meta:
        model = Organisation
        fields: ClassVar[tuple[str, ...]] = (
            "kind", "state", "founded", "dissolved", "languages", "is_stub", "slug", "audience", "circle",
        )  # fmt: skip
        help_texts: ClassVar = {"slug": _("The end of the address of its page. Former addresses keep leading there.")}

    def clean(self) -> dict[str, Any]:
        return with_circle_checked(self, super().clean() or {})


class NewRecordForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=250)
    name_kind = forms.ChoiceField(label=_("Kind of name"), choices=NameKind, initial=NameKind.OFFICIAL)
    language = forms.CharField(
        label=_("Language of the name"), max_length=8, required=False,
        help_text=_("Empty for a name that is the same in every language."),
    )  # fmt: skip
    field_order = ("name", "name_kind", "language", "kind", "state")

    class Meta(RecordForm.Meta):
        fields = tuple(name for name in RecordForm.Meta.fields if name != "slug")  # it is made from the name


@transaction.atomic
def change_record(organisation: Organisation, *, by: Person, **changed: Any) -> Organisation:
    """Columns are changed by one act; the address and the audience by others that the journal keeps apart."""
    who = {name: changed.pop(name) for name in ("audience", "circle") if name in changed}
    if slug := changed.pop("slug", ""):
        organisation = rename_address(organisation, slug=slug, by=by)
    if changed:
        organisation = change_organisation(organisation, by=by, **changed)
    if who:
        audience = who.get("audience", organisation.audience)
        circle: Circle | None = who.get("circle", organisation.circle)
        disclose(organisation, audience=audience, circle=circle if audience == Audience.CIRCLE else None, by=by)
    return organisation


class TerritoryFilter(django_filters.Filter):
    field_class = TerritoryChoice


class OrganisationFilters(WagtailFilterSet):
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=OrganisationKind, widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=OrganisationState, widget=forms.CheckboxSelectMultiple
    )
    shown_to = django_filters.MultipleChoiceFilter(
        label=_("Shown to"),
        choices=[c for c in Audience.choices if c[0] < Audience.SEALED],
        widget=forms.CheckboxSelectMultiple,
    )
    territory = TerritoryFilter(label=_("Territory"), method="within")
    is_stub = django_filters.BooleanFilter(label=_("Only named"))
    is_example = django_filters.BooleanFilter(label=_("Example"))
    unconfirmed_since = django_filters.DateFilter(label=_("Not confirmed since"), method="not_since")

    class Meta:
        model = Organisation
        fields = ("kind", "state", "shown_to", "territory", "is_stub", "is_example")

    def within(self, rows: QuerySet[Any], name: str, territory: Any) -> QuerySet[Any]:
        places = Presence.objects.within(territory, self.request.reader)
        return rows.filter(pk__in=places.values("organisation_id"))

    def not_since(self, rows: QuerySet[Any], name: str, day: Any) -> QuerySet[Any]:
        return rows.filter(Q(last_confirmed_on=None) | Q(last_confirmed_on__lt=day))


class TickColumn(BaseColumn):
    """A box that belongs to the form of the bulk acts, at the foot of the listing."""

    cell_template_name = "network/admin/cells/tick.html"


def _place(organisation: Any) -> str:
    """Where it is, as exactly as stewards know."""
    return ", ".join(str(presence.exact.territory) for presence in organisation.places_shown)


def _example(organisation: Any) -> str:
    return gettext("example") if organisation.is_example else ""


class OrganisationList(base.ListView):
    template_name = "network/admin/organisation_list.html"
    results_template_name = "network/admin/organisation_results.html"
    is_searchable = True

    @cached_property
    def columns(self) -> list[Any]:
        title, tick, *rest = super().columns
        return [tick, title, *rest]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        reader = self.request.reader
        exact = ExactPlace.objects.visible_to(reader).select_related("territory")
        places = Presence.objects.visible_to(reader).prefetch_related(Prefetch("exact", exact)).order_by("pk")
        return rows.prefetch_related(Prefetch("presences", places, to_attr="places_shown"))

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        names = OrganisationName.objects.visible_to(self.request.reader).filter(
            folded__contains=fold(self.search_query)
        )
        return queryset.filter(pk__in=names.values("organisation_id"))


class RecordView(base.EditView):
    template_name = "network/admin/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.object
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "sections": records.sections(self.request, record),
            "ties": records.ties_of(self.request, record),
            "mandates": record.mandates.current().select_related("person").order_by("pk"),
            "last_confirmed_on": record.last_confirmed_on,
        }

    def get_success_url(self) -> str:
        return reverse("organisations:edit", args=[self.object.pk])


class OrganisationViewSet(base.ActionModelViewSet):
    model = Organisation
    name = url_prefix = "organisations"
    icon = "group"
    form_class = NewRecordForm
    change_form_class = RecordForm
    create_action = staticmethod(add_organisation)
    edit_action = staticmethod(change_record)
    index_view_class = OrganisationList
    edit_view_class = RecordView
    filterset_class = OrganisationFilters
    menu_label = pgettext_lazy("menu", "Organisations")
    list_display = [
        "__str__",
        TickColumn("tick", label=_("Choose")),
        enum_column("kind", _("Kind"), "kind"),
        Column("place", label=_("Place"), accessor=_place),
        enum_column("shown_to", _("Shown to"), "shown_to"),
        Column("example", label=_("Example"), accessor=_example),
        DateColumn("last_confirmed_on", label=_("Last confirmed"), sort_key="last_confirmed_on"),
    ]
    ordering = ("sort_key", "pk")
