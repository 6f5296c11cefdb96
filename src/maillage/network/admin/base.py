"""Viewsets whose every write is one action: the form validates, the action checks, writes, records and discloses."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from maillage.kit.errors import DomainError

Act = Callable[..., Any]


def refuse(form: BaseForm, refusal: Exception) -> None:
    """Show why an action refused: beside the field it names when the form has it, above the form otherwise."""
    if not isinstance(refusal, ValidationError):
        form.add_error(None, str(refusal))
        return
    by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)


def attempt(form: BaseForm, act: Callable[[], object]) -> bool:
    """Run `act`; False when it refused, with the reason on the form."""
    try:
        act()
    except (DomainError, ValidationError) as refusal:
        refuse(form, refusal)
        return False
    return True


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form reads: nothing before it is posted, even an empty post afterwards."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def readable(model: type[Model], request: HttpRequest) -> QuerySet[Model]:
    """The rows of `model` this reader may see; vocabularies are the same for everyone."""
    rows = model._default_manager.all()  # noqa: SLF001 -- Django's own name
    return rows.visible_to(request.reader) if hasattr(rows, "visible_to") else rows  # type: ignore[attr-defined]


def found(model: type[Model], request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(readable(model, request), pk=pk)


def page(request: HttpRequest, template: str, *, title: object, icon: str = "", **context: Any) -> HttpResponse:
    """A page of our own inside Wagtail's frame; `crumbs` is a list of (label, address) above it."""
    crumbs = [{"label": label, "url": url} for label, url in context.pop("crumbs", [])]
    context |= {
        "header_title": title,
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"label": _("Inbox"), "url": reverse("office:inbox")},
            *crumbs,
            {"label": title, "url": ""},
        ],
    }
    return render(request, template, context)


class Refusable:
    """A view that turns what its action refuses into errors of its form."""

    act: Act | None = None

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc, no-any-return]
        except (DomainError, ValidationError) as refusal:
            refuse(form, refusal)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined, no-any-return]


class ListView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Model]:
        return self.narrow(readable(self.model, self.request))

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The place for the joins a listing needs."""
        return rows


class CreateView(Refusable, generic.CreateView):
    template_name = "network/admin/form.html"

    def get_success_buttons(self) -> list[Any]:
        """No link to a page that does not exist: some rows are never edited."""
        return super().get_success_buttons() if self.edit_url_name else []

    def save_instance(self) -> Model:
        return self.act(by=self.request.user, **self.form.cleaned_data)  # type: ignore[misc, no-any-return]


class EditView(Refusable, generic.EditView):
    template_name = "network/admin/form.html"

    def get_queryset(self) -> QuerySet[Model]:
        return readable(self.model, self.request)

    def save_instance(self) -> Model:
        """Only what was changed is handed on; the action reads the row again, untouched by the form."""
        changed = {name: self.form.cleaned_data[name] for name in self.form.changed_data}
        if changed:
            self.act(self.model._base_manager.get(pk=self.object.pk), by=self.request.user, **changed)  # type: ignore[misc]
        return self.object  # type: ignore[no-any-return]

    def get_last_updated_info(self) -> None:
        """The journal keeps this, not Wagtail's log."""


class DeleteView(generic.DeleteView):
    act: Act | None = None

    def get_queryset(self) -> QuerySet[Model]:
        return readable(self.model, self.request)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[no-any-return]
        except (DomainError, ValidationError) as refusal:
            return self.render_to_response(self.get_context_data(form=form, refusal=refusal))  # type: ignore[no-any-return]

    template_name = "network/admin/confirm_remove.html"

    def delete_action(self) -> None:
        self.act(self.object, by=self.request.user)  # type: ignore[misc]


class ActionModelViewSet(ModelViewSet):
    """A viewset that offers exactly the acts it is given.

    create_action: (*, by, **values) → row      edit_action: (row, *, by, **changed)      delete_action: (row, *, by)
    """

    create_action: Act | None = None
    edit_action: Act | None = None
    delete_action: Act | None = None
    index_view_class = ListView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50

    @classmethod
    def _act(cls, name: str) -> Act | None:
        return getattr(cls, f"{name}_action", None)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = {"history_url_name": None, "usage_url_name": None}
        for act, url in (("create", "add_url_name"), ("edit", "edit_url_name"), ("delete", "delete_url_name")):
            if self._act(act) is None:
                absent[url] = None
        return super().get_common_view_kwargs(**kwargs) | absent  # type: ignore[no-any-return]

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_add_view_kwargs(**kwargs) | {"act": self._act("create")}  # type: ignore[no-any-return]

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(**kwargs) | {"act": self._act("edit")}  # type: ignore[no-any-return]

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_delete_view_kwargs(**kwargs) | {"act": self._act("delete")}  # type: ignore[no-any-return]

    def get_form_class(self, for_update: bool = False) -> Any:  # noqa: FBT001, FBT002 -- Wagtail's signature
        return self.change_form_class if for_update and self.change_form_class else self.form_class

    form_class: Any = None
    change_form_class: Any = None

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
        if self._act("create"):
            patterns.append(path("new/", self.add_view, name="add"))
        if self._act("edit"):
            patterns.append(path("<int:pk>/", self.edit_view, name="edit"))
        if self._act("delete"):
            patterns.append(path("<int:pk>/remove/", self.delete_view, name="delete"))
        return patterns

    def register_permissions(self) -> None:
        """Rights come from mandates, not from groups."""
