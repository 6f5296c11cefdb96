"""What the organisation works on."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.network.forms.facets import FacetForm
from maillage.network.models import Theme, ThemeLink


class ThemeForm(FacetForm):
    model = ThemeLink
    shown: ClassVar = ()

    def kept(self, row: Any) -> dict[str, Any]:
        return super().kept(row) | {"theme": row.theme_id}

    def adapt(self) -> None:
        self.fields["theme"] = ThemeField(label=_("Theme"), themes=Theme.objects.all())

    def audience_help(self) -> str:
        return _("In some places a theme alone can put people in danger: it has its own audience.")


class ThemeField(forms.ModelChoiceField[Theme]):
    """The themes as a tree: each under the wider one, in the order of their names."""

    def __init__(self, *, themes: QuerySet[Theme], **options: Any) -> None:
        super().__init__(themes, **options)
        by_id = {theme.pk: theme for theme in themes}
        named = sorted(by_id.values(), key=lambda theme: [str(by_id[pk]).casefold() for pk in theme.ancestors])
        indent = "\u2003"
        self.choices = [("", _("Choose a theme")), *((t.pk, indent * (len(t.ancestors) - 1) + str(t)) for t in named)]
