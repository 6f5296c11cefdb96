"""Two records of one organisation: choose them, see them side by side, merge, and undo."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from maillage.kit.errors import DomainError
from maillage.network.actions import merging
from maillage.network.admin import records
from maillage.network.admin.base import attempt, page, sent
from maillage.network.admin.facets import FACETS
from maillage.network.admin.forms import OrganisationChoice
from maillage.network.admin.records import may_change
from maillage.network.enums import NameKind
from maillage.network.models import Merge, Organisation, OrganisationName

PAST = 50
Moving = dict[str, list[int]]  # table and column → ids of the rows that change their record


class PairForm(forms.Form):
    kept = OrganisationChoice(label=gettext_lazy("Record to keep"))
    absorbed = OrganisationChoice(label=gettext_lazy("Record to merge into it"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kept") and values.get("kept") == values.get("absorbed"):
            self.add_error("absorbed", _("Choose two different records."))
        return values


@may_change
def merges(request: HttpRequest) -> HttpResponse:
    """Choosing two records, and what was merged before."""
    form = PairForm(request.GET or None)
    if form.is_valid():
        pair = [form.cleaned_data["kept"].pk, form.cleaned_data["absorbed"].pk]
        return redirect("office:merge-compare", *pair)
    found = Merge.objects.select_related("kept", "absorbed", "merged_by").order_by("-merged_at", "-pk")[:PAST]
    names = former_names(found)
    past = [(done, names[done.pk]) for done in found]
    return page(request, "network/admin/merges.html", title=_("Merge two records"), icon="copy", form=form, past=past)


@may_change
def compare(request: HttpRequest, kept_pk: int, absorbed_pk: int) -> HttpResponse:
    kept, absorbed = _record(request, kept_pk), _record(request, absorbed_pk)
    form = forms.Form(*sent(request)[:1])
    if request.method == "POST" and form.is_valid():
        done: list[Merge] = []
        if attempt(form, lambda: done.append(merging.merge(kept, absorbed, by=request.user))):  # type: ignore[arg-type]
            return redirect("office:merge", pk=done[0].pk)
    moving, refusal = would_move(kept, absorbed)
    context = {
        "kept": kept,
        "absorbed": absorbed,
        "form": form,
        "refusal": refusal,
        "rows": side_by_side(request, kept, absorbed, moving),
        "swap_url": reverse("office:merge-compare", args=[absorbed.pk, kept.pk]),
    }
    crumbs = [(_("Merge two records"), reverse("office:merges"))]
    return page(
        request, "network/admin/merge_compare.html", title=_("Side by side"), icon="copy", crumbs=crumbs, **context
    )


@may_change
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """What one merge did; POST undoes it."""
    done = get_object_or_404(Merge.objects.select_related("kept", "absorbed", "merged_by"), pk=pk)
    if request.method == "POST":
        try:
            merging.undo_merge(done, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Undone: both records stand again as they were."))
        except DomainError as refusal:
            messages.error(request, str(refusal))
        return redirect("office:merge", pk=done.pk)
    title = _("%(absorbed)s merged into %(kept)s") % {"absorbed": former_names([done])[done.pk], "kept": done.kept}
    context = {"merge": done, "moved": merging.count_moved(done)}
    crumbs = [(_("Merge two records"), reverse("office:merges"))]
    return page(request, "network/admin/merge.html", title=title, icon="copy", crumbs=crumbs, **context)


def former_names(merges: Iterable[Merge]) -> dict[int, str]:
    """What each absorbed record was called: its names have moved, and an address alone says little."""
    moved = {pk: each.pk for each in merges for pk in each.moved.get("organisationname.organisation", [])}
    found = {each.pk: str(each.absorbed) if each.absorbed.label else each.absorbed.slug for each in merges}
    names = OrganisationName.objects.filter(pk__in=moved)
    for name in sorted(names, key=lambda name: (name.is_preferred, name.kind == NameKind.OFFICIAL, -name.pk)):
        found[moved[name.pk]] = name.text
    return found


def side_by_side(
    request: HttpRequest, kept: Organisation, absorbed: Organisation, moving: Moving
) -> list[dict[str, Any]]:
    """One row a kind of value: title, the words of both; what will move is told apart from what stays behind."""
    rows = []
    for facet in FACETS.values():
        left = [facet.words(row) for row in records.rows_of(request, kept, facet)]
        ids = moving.get(f"{facet.model._meta.model_name}.organisation", [])
        right = [(facet.words(row), row.pk not in ids) for row in records.rows_of(request, absorbed, facet)]
        rows.append(_compared(facet.title, left, right))
    left = [_tie_words(tie, kept) for tie in records.ties_of(request, kept)]
    ids = [*moving.get("tie.a", []), *moving.get("tie.b", [])]
    right = [(_tie_words(tie, absorbed), tie.pk not in ids) for tie in records.ties_of(request, absorbed)]
    rows.append(_compared(_("Ties"), left, right))
    return [row for row in rows if row["kept"] or row["absorbed"]]


def would_move(kept: Organisation, absorbed: Organisation) -> tuple[Moving, str]:
    """What a merge would move, and why it would be refused: it is done and taken back, so that the page promises
    exactly what will happen.
    """
    try:
        with transaction.atomic():
            moved = merging.merge(kept, absorbed, by=None).moved
            transaction.set_rollback(True)
    except DomainError as refusal:
        return {}, str(refusal)
    return dict(moved), ""


def _compared(title: object, left: list[str], right: list[tuple[str, bool]]) -> dict[str, Any]:
    return {"title": title, "kept": left, "absorbed": [{"words": words, "stays": stays} for words, stays in right]}


def _tie_words(tie: Any, end: Organisation) -> str:
    forward = tie.a_id == end.pk
    words = (tie.type.label, tie.b) if forward else (tie.type.inverse_label, tie.a)
    return f"{words[0]} {words[1]} {tie.period}".strip()


def _record(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.reader), pk=pk)  # type: ignore[attr-defined]
