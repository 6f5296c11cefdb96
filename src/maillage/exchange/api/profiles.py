"""Murmurations profiles, for indexes of other maps: what strangers may know, whoever asks."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from maillage.exchange.api.answers import answers, page_url
from maillage.network.enums import ContactKind
from maillage.network.formats.murmurations import profile as as_profile
from maillage.network.models import Organisation
from maillage.network.queries.organisation import Record
from maillage.network.queries.rows import row_of
from maillage.network.readers import STRANGER


@require_safe
@answers
def profile(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Its address stays when names change. A profile is copied far and wide: even a steward gets what everyone sees."""
    organisation = Organisation.objects.visible_to(STRANGER).filter(uuid=uuid).first()
    if organisation is None:
        raise Http404
    record = Record(organisation, STRANGER)
    row = row_of(organisation, STRANGER, lambda other: page_url(request, other.slug))
    content = as_profile(
        row,
        country=next((place.country for place in row.places if place.country), ""),
        description=strip_tags(record.description.html) if record.description else "",
        websites=[contact.value for contact in record.contacts if contact.kind == ContactKind.WEBSITE],
    )
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})
