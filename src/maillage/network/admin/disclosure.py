"""Policies and consents. A policy is looked at before it is saved: how many records it bears on."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from maillage.accounts.models import Person
from maillage.network.actions.safety import give_consent, remove_policy, set_policy, withdraw_consent
from maillage.network.admin import base
from maillage.network.admin.columns import enum_column
from maillage.network.admin.forms import DateInput, OrganisationChoice, TerritoryChoice
from maillage.network.admin.hiding import preview_of
from maillage.network.models import Consent, DisclosurePolicy


class PolicyForm(forms.ModelForm[DisclosurePolicy]):
    organisation = OrganisationChoice(label=_("One organisation"), required=False)
    network = OrganisationChoice(label=_("A network and all its members"), required=False)
    territory = TerritoryChoice(label=_("A territory and everything in it"), required=False)

    class Meta:
        model = DisclosurePolicy
        fields = (
            "organisation", "network", "territory", "theme", "covers", "audience", "precision", "needs_consent", "until", "reason",
        )  # fmt: skip
        widgets = {"until": DateInput}


def add_policy(*, by: Person, **values: Any) -> DisclosurePolicy:
    return set_policy(DisclosurePolicy(**values), by=by)


def change_policy(policy: DisclosurePolicy, *, by: Person, **changed: Any) -> DisclosurePolicy:
    for name, value in changed.items():
        setattr(policy, name, value)
    return set_policy(policy, by=by)


class Previewed:
    """The button “See what it touches” shows the form again with the number of records, and writes nothing."""

    def form_valid(self, form: Any) -> HttpResponse:
        if "preview" not in self.request.POST:  # type: ignore[attr-defined]
            return super().form_valid(form)  # type: ignore[misc, no-any-return]
        self.form = form
        scope = {name: form.cleaned_data[name] for name in ("organisation", "network", "territory", "theme")}
        context = self.get_context_data(form=form, preview=preview_of(DisclosurePolicy(**scope)))  # type: ignore[attr-defined]
        return self.render_to_response(context)  # type: ignore[attr-defined, no-any-return]


class AddPolicy(Previewed, base.CreateView):
    template_name = "network/admin/policy.html"


class ChangePolicy(Previewed, base.EditView):
    template_name = "network/admin/policy.html"


class PolicyList(base.ListView):
    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("organisation", "network", "territory", "theme")


class PolicyViewSet(base.ActionModelViewSet):
    model = DisclosurePolicy
    name = url_prefix = "policies"
    icon = "lock"
    menu_label = pgettext_lazy("menu", "Disclosure policies")
    form_class = PolicyForm
    create_action = staticmethod(add_policy)
    edit_action = staticmethod(change_policy)
    delete_action = staticmethod(remove_policy)
    index_view_class = PolicyList
    add_view_class = AddPolicy
    edit_view_class = ChangePolicy
    list_display = [
        "__str__",
        enum_column("covers", _("Covers")),
        enum_column("audience", _("At most shown to")),
        enum_column("precision", _("Places at most as exactly as")),
        BooleanColumn("needs_consent", label=_("Nothing before consent")),
        DateColumn("until", label=_("Until")),
    ]


class ConsentForm(forms.ModelForm[Consent]):
    organisation = OrganisationChoice(label=_("Organisation"))

    class Meta:
        model = Consent
        fields = ("organisation", "covers", "audience", "precision", "how", "expires_on")
        widgets = {"expires_on": DateInput}


def add_consent(*, by: Person, organisation: Any, **values: Any) -> Consent:
    return give_consent(organisation, by=by, **values)


class ConsentList(base.ListView):
    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("organisation")


class WithdrawView(base.DeleteView):
    template_name = "network/admin/confirm_withdraw.html"
    page_title = _("Withdraw")
    success_message = _("Withdrawn.")


class ConsentViewSet(base.ActionModelViewSet):
    """A consent is never edited: a new one replaces it, or it is withdrawn."""

    model = Consent
    name = url_prefix = "consents"
    icon = "form"
    menu_label = pgettext_lazy("menu", "Consents")
    form_class = ConsentForm
    create_action = staticmethod(add_consent)
    delete_action = staticmethod(withdraw_consent)
    delete_view_class = WithdrawView
    index_view_class = ConsentList
    list_filter = ["covers", "audience"]
    list_display = [
        Column("organisation", label=_("Organisation")),
        enum_column("covers", _("Covers")),
        enum_column("audience", _("May be shown to")),
        enum_column("precision", _("Places as exactly as")),
        DateColumn("given_at", label=_("Given on")),
        DateColumn("expires_on", label=_("Until")),
        DateColumn("withdrawn_at", label=_("Withdrawn on")),
    ]
    ordering = ("-given_at", "-pk")
