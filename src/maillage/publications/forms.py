"""The forms of the editors: organisations are named by what each editor may see, and by nothing else."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.pages import WagtailAdminPageForm

from maillage.kit.text import fold
from maillage.network.models import Organisation, OrganisationName
from maillage.network.queries.readers import reader_of
from maillage.network.readers import STRANGER, Reader
from maillage.publications.roots import FRONT_DEPTH
from maillage.publications.rules import is_spoken_for

CHOICES = 6


class OrganisationField(forms.CharField):
    """One organisation by its address or its name. `reader` asks; `kept` may stay though the reader may not see it."""

    def __init__(self, **options: Any) -> None:
        for unused in ("queryset", "to_field_name", "limit_choices_to", "blank"):
            options.pop(unused, None)
        super().__init__(**{"help_text": gettext_lazy("Its name, or the last part of its address."), **options})
        self.reader: Reader = STRANGER
        self.kept: int | None = None

    def prepare_value(self, value: Any) -> Any:
        pk = value.pk if isinstance(value, Organisation) else value
        if not isinstance(pk, int):
            return value
        row = Organisation.objects.visible_to(self.reader).filter(pk=pk).first()
        return row.slug if row else f"#{pk}"

    def clean(self, value: Any) -> Organisation | None:
        typed = super().clean(value)
        if not typed:
            return None
        if self.kept and typed == f"#{self.kept}":
            return Organisation.objects.get(pk=self.kept)
        found = self._found(typed)
        if not found:
            raise ValidationError(_("Nothing is found under “%(typed)s”."), params={"typed": typed}, code="unknown")
        if len(found) > 1:
            choices = ", ".join(f"{row} [{row.slug}]" for row in found)
            raise ValidationError(
                _("Several are found: %(choices)s. Write what is in brackets."),
                params={"choices": choices},
                code="many",
            )
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def _found(self, typed: str) -> list[Organisation]:
        rows = Organisation.objects.visible_to(self.reader)
        names = OrganisationName.objects.visible_to(self.reader)
        for search in (
            rows.filter(slug=typed),
            rows.filter(pk__in=names.filter(folded=fold(typed)).values("organisation_id")),
            rows.filter(pk__in=names.filter(folded__contains=fold(typed)).values("organisation_id")),
        ):
            found = list(search[:CHOICES])
            if found:
                return found
        return []


class PageForm(WagtailAdminPageForm):
    """A text is written in its own direction, whatever the language of the editor."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs.setdefault("dir", "auto")


class ArticleForm(PageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reader = reader_of(self.for_user) if self.for_user else STRANGER
        for name in ("authors", "organisations"):
            for form in self.formsets[name].forms if name in self.formsets else ():
                field = form.fields["organisation"]
                field.reader, field.kept = reader, form.instance.organisation_id


class RubricForm(PageForm):
    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        parent = self.parent_page or self.instance.get_parent()
        slug = values.get("slug", "")
        if (
            parent is not None
            and parent.depth == FRONT_DEPTH
            and slug
            and is_spoken_for(parent.locale.language_code, slug)
        ):
            self.add_error("slug", _("This address belongs to a page of the platform. Choose another one."))
        return values
