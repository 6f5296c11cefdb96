"""The emergency hide: choose, read how many records it takes away, confirm; and what is hidden now."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from maillage.network.actions import disclosure
from maillage.network.actions.safety import hide as hide_now
from maillage.network.actions.safety import lift_hide
from maillage.network.admin.base import attempt, page, sent
from maillage.network.admin.forms import OrganisationChoice, TerritoryChoice
from maillage.network.admin.records import may_change
from maillage.network.models import EmergencyHide, Organisation, Theme
from maillage.network.queries import office

SCOPES = ("organisation", "network", "territory", "theme")
NAMED = 20  # so many names are listed before the confirmation


class HideForm(forms.Form):
    organisation = OrganisationChoice(label=gettext_lazy("One organisation"), required=False)
    network = OrganisationChoice(label=gettext_lazy("A network and all its members"), required=False)
    territory = TerritoryChoice(label=gettext_lazy("A territory and everything in it"), required=False)
    theme = forms.ModelChoiceField(Theme.objects.order_by("name"), label=gettext_lazy("A theme"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the journal, for whoever will lift this. Name nobody in danger."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        named = [scope for scope in SCOPES if values.get(scope)]
        if len(named) != 1 and not any(scope in self.errors for scope in SCOPES):
            raise forms.ValidationError(_("Choose one organisation, network, territory or theme."))
        return values

    def order(self) -> EmergencyHide:
        """The hide as it would be, not written."""
        return EmergencyHide(**self.cleaned_data)


@may_change
def hides(request: HttpRequest) -> HttpResponse:
    """First POST: what would be hidden. Second POST, with `confirmed`: it is."""
    form = HideForm(*sent(request)[:1])
    preview = None
    if request.method == "POST" and form.is_valid():
        if "confirmed" in request.POST:
            if attempt(form, lambda: hide_now(by=request.user, **form.cleaned_data)):  # type: ignore[arg-type]
                messages.success(request, _("Hidden everywhere, from now on."))
                return redirect("office:hides")
        else:
            preview = preview_of(form.order())
    context = {"form": form, "preview": preview, "in_force": office.hides_in_force()}
    return page(request, "network/admin/hides.html", title=_("Emergency hide"), icon="warning", **context)


@may_change
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(EmergencyHide, pk=pk)
    if request.method == "POST":
        lift_hide(order, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Lifted: everything is shown again to those it was shown to before."))
    return redirect("office:hides")


def preview_of(scoped: Any) -> dict[str, Any]:
    """How many records a hide or a policy bears on today, and the first names."""
    touched = disclosure.touched_by(scoped)
    first = Organisation.objects.visible_to(office.STEWARD).filter(pk__in=touched).order_by("sort_key", "pk")
    return {"count": first.count(), "names": first[:NAMED], "has_more": first.count() > NAMED}
