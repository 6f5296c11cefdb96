"""Ties: the listing, stating one from a source, and the desk of one tie where stewards act on it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from maillage.accounts.models import Person
from maillage.journal.models import Entry
from maillage.network.actions import ties as acts
from maillage.network.actions.organisations import disclose
from maillage.network.admin import base
from maillage.network.admin.columns import enum_column
from maillage.network.admin.forms import (
    DisclosureForm,
    OrganisationChoice,
    ReasonForm,
    SourceChoice,
    with_circle_checked,
)
from maillage.network.admin.records import may_change
from maillage.network.enums import Act, TieState
from maillage.network.models import Tie, TieRole
from maillage.network.queries import office


class StatedTieForm(forms.ModelForm[Tie]):
    a = OrganisationChoice(label=gettext_lazy("Organisation"))
    b = OrganisationChoice(label=gettext_lazy("With"))
    source = SourceChoice(label=gettext_lazy("Source"))
    field_order = ("a", "type", "b", "period", "source", "note")

    class Meta:
        model = Tie
        fields = ("a", "type", "b", "period", "source", "note", "audience", "circle")

    def clean(self) -> dict[str, Any]:
        return with_circle_checked(self, super().clean() or {})

    def _get_validation_exclusions(self) -> set[str]:
        """The action sets the state and checks every constraint; half a tie cannot be checked here."""
        return super()._get_validation_exclusions() | {"state", "shown_to"}  # type: ignore[misc, no-any-return]


def state(*, by: Person, **values: Any) -> Tie:
    return acts.state_tie(values.pop("a"), values.pop("type"), values.pop("b"), by=by, **values)


class TieList(base.ListView):
    is_searchable = True

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("a", "b", "type")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        found = [organisation.pk for organisation in office.organisations_named(self.search_query)]
        return queryset.filter(a__in=found) | queryset.filter(b__in=found)

    def get_edit_url(self, instance: Tie) -> str:
        return reverse("office:tie", args=[instance.pk])


class TieViewSet(base.ActionModelViewSet):
    model = Tie
    name = url_prefix = "ties"
    icon = "link"
    menu_label = pgettext_lazy("menu", "Ties")
    form_class = StatedTieForm
    create_action = staticmethod(state)
    index_view_class = TieList
    list_filter = ["state", "type"]
    list_display = [
        Column("a", label=gettext_lazy("Organisation")),
        Column("type", label=gettext_lazy("Tie")),
        Column("b", label=gettext_lazy("With")),
        "period",
        enum_column("state", gettext_lazy("State"), "state"),
        enum_column("shown_to", gettext_lazy("Shown to"), "shown_to"),
    ]
    ordering = ("-pk",)


class EndForm(forms.Form):
    until = forms.CharField(
        label=gettext_lazy("Until"), max_length=12, help_text=gettext_lazy("A year is enough: 2011.")
    )


class SettleForm(ReasonForm):
    stands = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        coerce=lambda value: value == "yes",
        choices=[("yes", gettext_lazy("The tie stands")), ("no", gettext_lazy("The tie does not stand: withdraw it"))],
        widget=forms.RadioSelect,
    )
    field_order = ("stands", "reason")


class RoleForm(forms.ModelForm[TieRole]):
    class Meta:
        model = TieRole
        fields = ("role", "body", "period", "is_plural")

    def __init__(self, *args: Any, tie: Tie, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = tie.b.bodies.order_by("pk")  # type: ignore[attr-defined]


def _forms_of(tie: Tie, data: Any = None, chosen: str = "") -> dict[str, tuple[str | Promise, forms.BaseForm]]:
    """The acts this tie allows now: code → (title, form). Only the chosen one reads what was sent."""

    def sent(code: str) -> Any:
        return data if chosen == code else None

    who = {"audience": tie.audience, "circle": tie.circle_id}
    offered: dict[str, tuple[str | Promise, forms.BaseForm]] = {}
    if tie.state == TieState.DISPUTED:
        offered["settle"] = (gettext_lazy("Settle the dispute"), SettleForm(sent("settle"), prefix="settle"))
    if tie.state != TieState.WITHDRAWN:
        disclosure = DisclosureForm(sent("disclose"), initial=who, prefix="disclose")
        offered["disclose"] = (gettext_lazy("Who sees it"), disclosure)
        offered["role"] = (gettext_lazy("Add a role"), RoleForm(sent("role"), tie=tie, prefix="role"))
        offered["end"] = (gettext_lazy("It is over: give its end"), EndForm(sent("end"), prefix="end"))
        withdraw = (gettext_lazy("It was never so: withdraw it"), ReasonForm(sent("withdraw"), prefix="withdraw"))
        offered["withdraw"] = withdraw
    return offered


RUN = {
    "settle": acts.settle_tie,
    "disclose": disclose,
    "role": acts.add_role,
    "end": acts.end_tie,
    "withdraw": acts.withdraw_tie,
}


@may_change
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """One tie, what was said of it, and every act it allows."""
    tie = _tie(request, pk)
    code = request.POST.get("act", "")
    offered = _forms_of(tie, request.POST, code)
    if request.method == "POST":
        if code not in offered:
            raise Http404
        form = offered[code][1]
        if form.is_valid() and base.attempt(form, lambda: RUN[code](tie, by=request.user, **form.cleaned_data)):  # type: ignore[operator]
            messages.success(request, _("Done."))
            return redirect("office:tie", pk=tie.pk)
    title = _("%(first)s — %(tie)s — %(second)s") % {"first": tie.a, "tie": tie.type, "second": tie.b}
    context = {
        "tie": tie,
        "acts": [{"code": key, "title": name, "form": form} for key, (name, form) in offered.items()],
        "roles": tie.roles.visible_to(request.reader).select_related("body").order_by("pk"),  # type: ignore[attr-defined]
        "said": said_of(tie),
    }
    crumbs = [(_("Ties"), reverse("ties:index"))]
    return base.page(request, "network/admin/tie.html", title=title, icon="link", crumbs=crumbs, **context)


@may_change
def remove_role(request: HttpRequest, pk: int, role_pk: int) -> HttpResponse:
    tie = _tie(request, pk)
    role = tie.roles.visible_to(request.reader).filter(pk=role_pk).first()  # type: ignore[attr-defined]
    if role is None or request.method != "POST":
        raise Http404
    acts.remove_role(role, by=request.user)  # type: ignore[arg-type]
    return redirect("office:tie", pk=tie.pk)


def said_of(tie: Tie) -> list[dict[str, Any]]:
    """What the journal keeps of a tie: which act, for which end, when, in which words."""
    ends = {tie.a_id: tie.a, tie.b_id: tie.b}
    entries = Entry.objects.about(tie).order_by("at", "pk")
    return [
        {"act": Act(entry.act).label if entry.act in Act.values else entry.act, "at": entry.at,
         "end": ends.get(entry.on_behalf_of or 0), "reason": entry.reason}
        for entry in entries
    ]  # fmt: skip


def _tie(request: HttpRequest, pk: int) -> Any:
    tie = office.with_ends(Tie.objects.visible_to(request.reader)).filter(pk=pk).first()  # type: ignore[attr-defined]
    if tie is None:
        raise Http404
    return tie
