"""An editor has read a translation beside its original, and says that they agree again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from maillage.publications.actions.translations import compare
from maillage.publications.models import Following


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    following = get_object_or_404(Following.objects.select_related("page", "original__locale"), page_id=pk)
    translation = following.page
    if not translation.permissions_for_user(request.user).can_edit():
        raise Http404
    back = reverse("wagtailadmin_pages:edit", args=[pk])
    if request.method == "POST":
        compare(following, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The translation is marked as up to date with its original."))
        return redirect(back)
    title = _("Does it say what its original says?")
    context = {
        "header_title": title,
        "page_title": title,
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [{"label": translation.title, "url": back}, {"label": title, "url": ""}],
        "following": following,
        "back": back,
    }
    return render(request, "publications/admin/compare.html", context)
