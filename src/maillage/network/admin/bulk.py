"""One act on several organisations chosen in the listing: all of them, or none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from maillage.accounts.models import Person
from maillage.network.actions.organisations import confirm_record, disclose
from maillage.network.actions.safety import hide
from maillage.network.admin.base import attempt, page, sent
from maillage.network.admin.forms import DisclosureForm, ReasonForm
from maillage.network.admin.records import may_change
from maillage.network.models import Organisation

LIMIT = 500


@dataclass(frozen=True)
class BulkAct:
    """`run` is called for each organisation with the values of `form`."""

    title: str | Promise
    form: type[forms.Form]
    run: Callable[..., Any]


def _hide(organisation: Organisation, *, by: Person, reason: str) -> object:
    return hide(organisation=organisation, reason=reason, by=by)


ACTS: dict[str, BulkAct] = {
    "audience": BulkAct(gettext_lazy("Set who sees them"), DisclosureForm, disclose),
    "confirm": BulkAct(gettext_lazy("Mark as confirmed today"), forms.Form, confirm_record),
    "hide": BulkAct(gettext_lazy("Hide in an emergency"), ReasonForm, _hide),
}


@may_change
def bulk(request: HttpRequest) -> HttpResponse:
    """GET with `act` and `id`s asks for confirmation; POST does it."""
    act = ACTS.get(request.GET.get("act", ""))
    if act is None:
        raise Http404
    chosen = _chosen(request)
    if not chosen:
        messages.warning(request, _("Choose at least one organisation."))
        return redirect("organisations:index")
    form = act.form(*sent(request)[:1])
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _run(act, chosen, request, form)):
        words = ngettext("%(count)d organisation: done.", "%(count)d organisations: done.", len(chosen))
        messages.success(request, words % {"count": len(chosen)})
        return redirect("organisations:index")
    crumbs = [(_("Organisations"), reverse("organisations:index"))]
    context = {"form": form, "chosen": chosen, "back": reverse("organisations:index")}
    return page(request, "network/admin/bulk.html", title=act.title, icon="group", crumbs=crumbs, **context)


def _chosen(request: HttpRequest) -> list[Organisation]:
    ids = [int(pk) for pk in request.GET.getlist("id")[:LIMIT] if pk.isdecimal()]
    rows = Organisation.objects.visible_to(request.reader).filter(pk__in=ids)  # type: ignore[attr-defined]
    return list(rows.order_by("sort_key", "pk"))


def _run(act: BulkAct, chosen: list[Organisation], request: HttpRequest, form: forms.Form) -> None:
    with transaction.atomic():
        for organisation in chosen:
            act.run(organisation, by=request.user, **form.cleaned_data)
