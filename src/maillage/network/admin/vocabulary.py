"""The shared words: territories, themes, types of tie, circles, sources."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column

from maillage.network.actions.vocabulary import add_term, change_term, remove_term
from maillage.network.admin.base import ActionModelViewSet, ListView
from maillage.network.admin.columns import enum_column
from maillage.network.admin.forms import DateInput, NamedList, OrganisationChoice, PersonChoice, TerritoryChoice
from maillage.network.admin.words import WordsInEachLanguage
from maillage.network.models import Circle, Source, Territory, Theme, TieType


class VocabularyViewSet(ActionModelViewSet):
    edit_action = staticmethod(change_term)
    delete_action = staticmethod(remove_term)

    @classmethod
    def _act(cls, name: str) -> Any:
        return partial(add_term, cls.model) if name == "create" else super()._act(name)


class TerritoryForm(forms.ModelForm[Territory]):
    parent = TerritoryChoice(label=_("Inside"), required=False)

    class Meta:
        model = Territory
        fields = ("name", "kind", "parent", "code", "iso", "latitude", "longitude")
        widgets = {"name": WordsInEachLanguage}


class ThemeForm(forms.ModelForm[Theme]):
    class Meta:
        model = Theme
        fields = ("name", "parent", "code")
        widgets = {"name": WordsInEachLanguage}


class TieTypeForm(forms.ModelForm[TieType]):
    class Meta:
        model = TieType
        fields = ("label", "inverse_label", "code", "is_membership", "is_symmetric", "position")
        widgets = {"label": WordsInEachLanguage, "inverse_label": WordsInEachLanguage}


class CircleForm(forms.ModelForm[Circle]):
    network = OrganisationChoice(label=_("Members of"), required=False)
    organisations = NamedList(OrganisationChoice(), label=_("Organisations"), required=False)
    people = NamedList(PersonChoice(), label=_("People"), required=False)

    class Meta:
        model = Circle
        fields = ("name", "network", "organisations", "people")
        widgets = {"name": WordsInEachLanguage}


class SourceForm(forms.ModelForm[Source]):
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("title", "kind", "url", "retrieved_on")
        widgets = {"retrieved_on": DateInput}


class TreeList(ListView):
    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("parent")


class TerritoryViewSet(VocabularyViewSet):
    model = Territory
    form_class = TerritoryForm
    name = url_prefix = "territories"
    icon = "site"
    index_view_class = TreeList
    list_display = ["name", enum_column("kind", _("Kind"), "kind"), Column("parent", label=_("Inside")), "code", "iso"]
    list_filter = ["kind"]
    search_fields = ["name", "code", "iso"]
    ordering = "name"


class ThemeViewSet(VocabularyViewSet):
    model = Theme
    form_class = ThemeForm
    name = url_prefix = "themes"
    icon = "tag"
    index_view_class = TreeList
    list_display = ["name", Column("parent", label=_("Inside")), "code"]
    search_fields = ["name", "code"]
    ordering = "name"


class TieTypeViewSet(VocabularyViewSet):
    model = TieType
    form_class = TieTypeForm
    name = url_prefix = "tie-types"
    icon = "list-ul"
    list_display = [
        "label",
        Column("inverse_label", label=_("Read the other way")),
        BooleanColumn("is_membership", label=_("Makes a member")),
        BooleanColumn("is_symmetric", label=_("Same both ways")),
    ]
    ordering = "position"


class CircleList(ListView):
    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("network")


class CircleViewSet(VocabularyViewSet):
    model = Circle
    form_class = CircleForm
    name = url_prefix = "circles"
    icon = "group"
    index_view_class = CircleList
    list_display = ["name", Column("network", label=_("Members of"))]
    search_fields = ["name"]


class SourceViewSet(VocabularyViewSet):
    model = Source
    form_class = SourceForm
    name = url_prefix = "sources"
    icon = "openquote"
    list_display = ["title", enum_column("kind", _("Kind"), "kind"), "url", "retrieved_on"]
    list_filter = ["kind"]
    search_fields = ["title", "url"]
    ordering = "title"
