"""Who sees what: every audience of the record in one form, beside what each reader then sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maillage.network import rules
from maillage.network.actions import disclosure, who_sees_what
from maillage.network.forms.disclosure import DisclosureForm, key_of
from maillage.network.models import Circle, Disclosable, Organisation
from maillage.network.queries import mine as queries
from maillage.network.queries.our_ties import ties_of
from maillage.network.queries.preview import Seen, narrowing_in_words, onlookers, seen_by
from maillage.network.views.mine_access import SignedRequest, attempt, back_to, record_for
from maillage.network.views.mine_kinds import KINDS


@dataclass(frozen=True)
class Line:
    """One row of the record with its controls."""

    row: Any
    fields: list[BoundField]
    tie: Any = None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def who_sees(request: SignedRequest, slug: str) -> HttpResponse:
    """Saves with the button "Save"; any other button shows the preview of what is chosen."""
    organisation = record_for(request, slug, may=rules.can_coordinate)
    page = _Page(request, organisation)
    is_saving = request.method == "POST" and "save" in request.POST
    if is_saving and page.form.is_valid() and _save(request, page):
        messages.success(request, _("Saved. This is what each reader sees from now on."))
        return back_to(organisation, "network:mine-who-sees")
    return render(request, "network/mine/who_sees.html", page.context())


@require_POST
@login_required
def who_sees_preview(request: SignedRequest, slug: str) -> HttpResponse:
    """Only the preview, for a page that refreshes it at each change."""
    page = _Page(request, record_for(request, slug, may=rules.can_coordinate))
    return render(request, "network/mine/preview.html", page.context())


def _save(request: SignedRequest, page: "_Page") -> Organisation | None:
    return attempt(
        page.form,
        lambda: who_sees_what.set_who_sees_what(page.organisation, choices=page.form.choices(), by=request.user),
    )


class _Page:
    """The record's rows, the form that holds their audiences, and the preview of what it says."""

    def __init__(self, request: SignedRequest, organisation: Organisation) -> None:
        self.request, self.organisation = request, organisation
        self.rows = queries.record_of(organisation, request.reader)
        self.ties = ties_of(organisation, request.reader)
        self.all: list[Disclosable] = [
            organisation, *(row for rows in self.rows.values() for row in rows), *(one.tie for one in self.ties)
        ]  # fmt: skip
        circles = queries.circles_for(request.reader, self.all)
        shared = [] if request.reader.is_steward else [one.tie for one in self.ties if not one.awaits_them]
        self.form = DisclosureForm(request.POST or None, rows=self.all, circles=circles, shared=shared)

    def context(self) -> dict[str, Any]:
        previews = self.previews()
        return {
            "organisation": self.organisation,
            "form": self.form,
            "existence": self._line(self.organisation),
            "sheets": [(kind, [self._line(row) for row in self.rows[kind.code]]) for kind in KINDS.values()],
            "logo": [self._line(row) for row in self.rows["logo"]],
            "ties": [self._line(one.tie, one) for one in self.ties],
            "previews": previews,
            "narrowings": [
                narrowing_in_words(one, self.request.reader) for one in disclosure.narrowing(self.organisation)
            ],
            "kinds": KINDS,
        }

    def previews(self) -> list[Seen] | None:
        """None while the choices are wrong: nothing can be said of them."""
        if not self.form.is_bound:
            return self._seen(self.organisation, [row.circle for row in self.all])
        if not self.form.is_valid():
            return None
        circles = [self.form.cleaned_data[key_of(row)].circle for row in self.all]
        return attempt(
            self.form,
            lambda: who_sees_what.preview(
                self.organisation,
                choices=self.form.choices(),
                by=self.request.user,
                read=lambda changed: self._seen(changed, circles),
            ),
        )

    @staticmethod
    def _seen(organisation: Organisation, circles: Iterable[Circle | None]) -> list[Seen]:
        return [seen_by(organisation, who, reader) for who, reader in onlookers(circle for circle in circles if circle)]

    def _line(self, row: Disclosable, tie: Any = None) -> Line:
        key = key_of(row)
        return Line(
            row, [self.form[name] for name in (key, f"{key}-public", f"{key}-members") if name in self.form.fields], tie
        )
