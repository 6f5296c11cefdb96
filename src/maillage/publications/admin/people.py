"""The people of a rubric, chosen by the stewards of the network."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from maillage.network.admin.base import attempt, page, sent
from maillage.network.admin.forms import NamedList, PersonChoice
from maillage.publications.actions import people
from maillage.publications.models import Rubric

may_change = permission_required("network.change_organisation", raise_exception=True)


class PeopleForm(forms.Form):
    stewards = NamedList(PersonChoice(), label=gettext_lazy("Stewards: they publish"), required=False)
    writers = NamedList(PersonChoice(), label=gettext_lazy("Writers: they submit to the stewards"), required=False)


@may_change
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    rubric = get_object_or_404(Rubric, pk=pk)
    form, back = PeopleForm(*sent(request)[:1], initial=_now(rubric)), reverse("wagtailadmin_explore", args=[pk])
    if form.is_valid() and attempt(form, lambda: people.set_people(rubric, by=request.user, **form.cleaned_data)):  # type: ignore[arg-type]
        messages.success(request, _("The people of this rubric are chosen."))
        return redirect(back)
    title = _("Who keeps “%(rubric)s”") % {"rubric": rubric.title}
    return page(request, "network/admin/act.html", title=title, icon="group", form=form, back=back, media=form.media)


def _now(rubric: Rubric) -> dict[str, Any]:
    stewards = rubric.stewards.user_set.order_by("email") if rubric.stewards else []
    return {"stewards": list(stewards), "writers": list(people.writers_of(rubric).user_set.order_by("email"))}
