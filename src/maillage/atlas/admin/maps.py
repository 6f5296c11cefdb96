"""Partner maps, kept by stewards."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column

from maillage.atlas.actions.partner_maps import add_map, change_map, remove_map
from maillage.atlas.forms.origins import OriginsField
from maillage.atlas.models import PartnerMap
from maillage.network.admin.base import ActionModelViewSet, ListView
from maillage.network.admin.columns import enum_column
from maillage.network.admin.forms import OrganisationChoice, with_circle_checked
from maillage.network.admin.words import WordsInEachLanguage


class FewLines(forms.Textarea):
    """Five boxes of ten lines would push what is decided below out of sight."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3} | (attrs or {}))


class TextInEachLanguage(WordsInEachLanguage):
    widget = FewLines


class MapForm(forms.ModelForm[PartnerMap]):
    network = OrganisationChoice(label=_("Members of"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every language of this site."),
    )
    origins = OriginsField(
        label=_("Sites that may embed it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One to a line, such as https://www.example.org."),
    )

    class Meta:
        model = PartnerMap
        fields = (
            "title", "slug", "text", "network", "filters", "audience", "circle", "precision_cap", "threshold",
            "languages", "origins",
        )  # fmt: skip
        widgets = {"title": WordsInEachLanguage, "text": TextInEachLanguage, "filters": forms.TextInput}

    def clean_filters(self) -> str:
        """A whole address of the directory is taken too: what matters follows its “?”."""
        return str(self.cleaned_data["filters"]).rpartition("?")[2]

    def clean(self) -> dict[str, Any]:
        return with_circle_checked(self, super().clean() or {})


class MapList(ListView):
    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("network", "circle")


class PartnerMapViewSet(ActionModelViewSet):
    model = PartnerMap
    name = url_prefix = "partner-maps"
    icon = "globe"
    menu_label = pgettext_lazy("menu", "Partner maps")
    menu_order = 150
    add_to_admin_menu = True
    form_class = MapForm
    create_action = staticmethod(add_map)
    edit_action = staticmethod(change_map)
    delete_action = staticmethod(remove_map)
    index_view_class = MapList
    list_display = [
        "title",
        Column("slug", label=_("Address")),
        Column("network", label=_("Members of")),
        enum_column("audience", _("Shown to")),
        enum_column("precision_cap", _("Places at most as exactly as")),
    ]
    search_fields = ["title", "slug"]
    ordering = "slug"
