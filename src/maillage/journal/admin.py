"""The journal as stewards read it: filters and an export; nothing in it can be changed."""

from typing import Any

import django_filters
from django.apps import apps
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from maillage.accounts.models import Person
from maillage.journal.details import detail_words
from maillage.journal.models import Entry
from maillage.journal.phrases import acts
from maillage.kit.text import as_cell

Choices = list[tuple[Any, str]]


def kind_words(subject_type: str) -> str:
    """A code such as network.tie in the reader's words; a kind that is gone keeps its code."""
    try:
        return str(capfirst(apps.get_model(subject_type)._meta.verbose_name))
    except (LookupError, ValueError):
        return subject_type


def act_words(act: str) -> str:
    return str(acts[act]) if act in acts else act.replace("-", " ")


def subject_words(entry: Entry) -> str:
    return f"{kind_words(entry.subject_type)} {entry.subject_id}"


def _acts() -> Choices:
    found = Entry.objects.order_by("act").values_list("act", flat=True).distinct()
    return [(act, act_words(act)) for act in found]


def _kinds() -> Choices:
    kinds = Entry.objects.order_by("subject_type").values_list("subject_type", flat=True).distinct()
    return [(kind, kind_words(kind)) for kind in kinds]


def _actors() -> Choices:
    people = Person.objects.filter(pk__in=Entry.objects.values("actor_id")).order_by("name", "email")
    return [(person.pk, str(person)) for person in people]


class EntryFilters(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("When"), widget=DateRangePickerWidget)
    act = django_filters.ChoiceFilter(label=gettext_lazy("Act"), choices=_acts)
    actor_id = django_filters.ChoiceFilter(label=gettext_lazy("By"), choices=_actors)
    subject_type = django_filters.ChoiceFilter(label=gettext_lazy("Kind of object"), choices=_kinds)

    class Meta:
        model = Entry
        fields = ("at", "act", "actor_id", "subject_type")


class EntryList(generic.IndexView):
    any_permission_required = ("view",)

    def get_base_queryset(self) -> QuerySet[Entry]:
        """With `actor`: the name of whoever acted while the person exists, a bare number afterwards."""
        people = Person.objects.filter(pk=OuterRef("actor_id"))
        name = Subquery(people.values(found=Coalesce(NullIf("name", Value("")), "email", output_field=CharField()))[:1])
        number = Concat(Value("#"), Cast("actor_id", CharField()))
        return Entry.objects.annotate(actor=Coalesce(name, number, output_field=CharField()))

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """A reason is somebody's words: it must not become a formula in a spreadsheet."""
        written = super().preprocess_field_value(field, value, export_format)
        return as_cell(written) if isinstance(written, str) else written


def _actor(entry: Entry) -> str:
    if entry.actor_id is None:
        return _("the instance itself")
    name: str = entry.actor  # type: ignore[attr-defined]
    return name if not name.startswith("#") else _("someone erased (%(number)s)") % {"number": name}


class JournalViewSet(ModelViewSet):
    """One page and its export; no address to add, change or remove an entry exists."""

    model = Entry
    name = url_prefix = "journal"
    icon = "history"
    menu_label = pgettext_lazy("menu", "Journal")
    menu_name = "journal"
    menu_order = 800
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = EntryList
    filterset_class = EntryFilters
    list_per_page = 50
    ordering = ("-at", "-pk")
    list_display = [
        DateColumn("at", label=gettext_lazy("When"), sort_key="at"),
        Column("act", label=gettext_lazy("Act"), accessor=lambda entry: act_words(entry.act), sort_key="act"),
        Column("subject", label=gettext_lazy("Object"), accessor=subject_words),
        Column("by", label=gettext_lazy("By"), accessor=_actor),
        Column("reason", label=gettext_lazy("Reason")),
        Column("details", label=gettext_lazy("Details"), accessor=detail_words),
    ]
    list_export = ["at", "act", "subject_type", "subject_id", "actor_id", "actor", "on_behalf_of", "reason", "details"]
    export_filename = "journal"
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = ("add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name")
        return super().get_common_view_kwargs(**kwargs) | dict.fromkeys(absent)  # type: ignore[no-any-return]

    def register_admin_url_finder(self) -> None:
        """An entry has no page of its own."""

    def register_permissions(self) -> None:
        """Rights come from mandates, not from groups."""
