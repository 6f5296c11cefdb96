"""People, their mandates and invitations. A person is read here, suspended or restored; never edited."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from maillage.accounts.models import Person
from maillage.network.actions.mandates import cancel_invitation, end_mandate, grant, invite
from maillage.network.actions.people import restore, suspend
from maillage.network.admin import base
from maillage.network.admin.columns import enum_column
from maillage.network.admin.forms import DateInput, OrganisationChoice, PersonChoice, ReasonForm
from maillage.network.models import Invitation, Mandate


class MandateForm(forms.ModelForm[Mandate]):
    person = PersonChoice(label=gettext_lazy("Person"))
    organisation = OrganisationChoice(label=gettext_lazy("Organisation"))

    class Meta:
        model = Mandate
        fields = ("person", "organisation", "role", "since", "until")
        widgets = {"since": DateInput, "until": DateInput}


def add_mandate(*, by: Person, person: Any, organisation: Any, **values: Any) -> Mandate:
    return grant(person, organisation, by=by, **values)


class MandateFilters(WagtailFilterSet):
    role = django_filters.ChoiceFilter(label=gettext_lazy("Role"), choices=Mandate._meta.get_field("role").choices)
    is_current = django_filters.BooleanFilter(label=gettext_lazy("Current"), method="current")

    class Meta:
        model = Mandate
        fields = ("role", "is_current")

    def current(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:  # noqa: FBT001
        now = Mandate.objects.current().values("pk")
        return rows.filter(pk__in=now) if value else rows.exclude(pk__in=now)


class MandateList(base.ListView):
    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("person", "organisation")


class EndView(base.DeleteView):
    template_name = "network/admin/confirm_end.html"
    page_title = gettext_lazy("End the mandate")
    success_message = gettext_lazy("Ended.")


class MandateViewSet(base.ActionModelViewSet):
    model = Mandate
    name = url_prefix = "mandates"
    icon = "key"
    menu_label = pgettext_lazy("menu", "Mandates")
    form_class = MandateForm
    create_action = staticmethod(add_mandate)
    delete_action = staticmethod(end_mandate)
    delete_view_class = EndView
    index_view_class = MandateList
    filterset_class = MandateFilters
    search_fields = ["person__name", "person__email"]
    list_display = [
        Column("person", label=gettext_lazy("Person")),
        enum_column("role", gettext_lazy("Role")),
        Column("organisation", label=gettext_lazy("Organisation")),
        DateColumn("since", label=gettext_lazy("Since"), sort_key="since"),
        DateColumn("until", label=gettext_lazy("Until"), sort_key="until"),
        DateColumn("revoked_at", label=gettext_lazy("Ended on"), sort_key="revoked_at"),
    ]
    ordering = ("-since", "-pk")


class InvitationForm(forms.ModelForm[Invitation]):
    organisation = OrganisationChoice(label=gettext_lazy("Organisation"))

    class Meta:
        model = Invitation
        fields = ("email", "organisation", "role", "language")

    def validate_constraints(self) -> None:
        """Inviting again replaces the former link; the action sees to it."""

    def validate_unique(self) -> None:
        """The same."""


def add_invitation(*, by: Person, organisation: Any, **values: Any) -> Invitation:
    return invite(organisation, by=by, **values)


class InvitationList(base.ListView):
    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("organisation")


class CancelView(base.DeleteView):
    template_name = "network/admin/confirm_cancel.html"
    page_title = gettext_lazy("Cancel the invitation")
    success_message = gettext_lazy("Cancelled.")


class InvitationViewSet(base.ActionModelViewSet):
    model = Invitation
    name = url_prefix = "invitations"
    icon = "mail"
    menu_label = pgettext_lazy("menu", "Invitations")
    form_class = InvitationForm
    create_action = staticmethod(add_invitation)
    delete_action = staticmethod(cancel_invitation)
    delete_view_class = CancelView
    index_view_class = InvitationList
    list_filter = ["role"]
    list_display = [
        Column("email", label=gettext_lazy("Address")),
        enum_column("role", gettext_lazy("Role")),
        Column("organisation", label=gettext_lazy("Organisation")),
        DateColumn("invited_at", label=gettext_lazy("Invited on"), sort_key="invited_at"),
        DateColumn("expires_at", label=gettext_lazy("Until"), sort_key="expires_at"),
        DateColumn("accepted_at", label=gettext_lazy("Accepted on"), sort_key="accepted_at"),
    ]
    ordering = ("-invited_at", "-pk")


def _mandates(person: Any) -> str:
    return "; ".join(f"{mandate.get_role_display()}, {mandate.organisation}" for mandate in person.mandates_now)


class PersonList(base.ListView):
    any_permission_required = ("view",)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        now = Mandate.objects.current().visible_to(self.request.reader).select_related("organisation").order_by("pk")
        return rows.prefetch_related(Prefetch("mandates", now, to_attr="mandates_now"))

    def get_edit_url(self, instance: Person) -> str:
        return reverse("office:person", args=[instance.pk])


class PersonViewSet(base.ActionModelViewSet):
    model = Person
    name = url_prefix = "people"
    icon = "user"
    menu_label = pgettext_lazy("menu", "People")
    index_view_class = PersonList
    search_fields = ["name", "email"]
    list_filter = ["is_active"]
    list_display = [
        "__str__",
        "email",
        Column("mandates", label=gettext_lazy("Mandates"), accessor=_mandates),
        BooleanColumn("is_active", label=gettext_lazy("May sign in")),
        DateColumn("joined_at", label=gettext_lazy("Joined on"), sort_key="joined_at"),
    ]
    ordering = ("name", "email")


@permission_required("accounts.view_person", raise_exception=True)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person with their mandates; POST closes or opens their access."""
    someone: Person = base.found(Person, request, pk)
    form = ReasonForm(*base.sent(request)[:1])
    act = suspend if someone.is_active else restore
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if base.attempt(form, lambda: act(someone, reason=reason, by=request.user)):  # type: ignore[arg-type]
            messages.success(request, _("Done."))
            return redirect("office:person", pk=someone.pk)
    mandates = Mandate.objects.visible_to(request.reader).filter(person=someone)  # type: ignore[attr-defined]
    context = {
        "person": someone,
        "form": form,
        "mandates": mandates.select_related("organisation").order_by("-since", "-pk"),
    }
    crumbs = [(_("People"), reverse("people:index"))]
    return base.page(request, "network/admin/person.html", title=str(someone), icon="user", crumbs=crumbs, **context)
