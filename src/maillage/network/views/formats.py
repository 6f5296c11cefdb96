"""The directory and its records as files: the same rows, through the same gate."""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial

from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from maillage.network.filters import Asked
from maillage.network.formats import geojson, jsonld, table
from maillage.network.formats.rows import Row
from maillage.network.formats.vcard import vcard
from maillage.network.models import Logo
from maillage.network.queries.directory import everything
from maillage.network.queries.organisation import Record
from maillage.network.queries.rows import document_of, row_of, rows_of
from maillage.network.views.organisation import absolute, found_or_404, moved
from maillage.network.views.requests import ReaderRequest

WHOLE_LIMIT = 10_000  # rows of a format that has to be built whole before it is sent
STREAMED: dict[str, tuple[str, Callable[[Iterable[Row]], Iterable[str]]]] = {
    "csv": ("text/csv; charset=utf-8", table.csv_lines),
    "geojson": ("application/geo+json", geojson.lines),
    "jsonld": ("application/ld+json", jsonld.lines),
}
WHOLE: dict[str, tuple[str, Callable[..., bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", table.xlsx),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", table.ods),
}


@require_safe
def organisation_export(request: ReaderRequest, format: str) -> HttpResponseBase:  # noqa: A002 -- the name in the address
    """Every row of a result. What is not understood is refused: a file must not hold more than was asked for."""
    if format not in STREAMED | WHOLE:
        raise Http404
    asked = Asked(request.reader, request.GET)
    if asked.problems:
        return _refused(asked.problems)
    found = everything(request.reader, asked.search)
    if format in WHOLE and (count := found.count()) > WHOLE_LIMIT:
        return _refused([_too_many(count)])
    rows = rows_of(found, request.reader, partial(absolute, request))
    response: HttpResponseBase
    if format in STREAMED:
        content_type, write = STREAMED[format]
        response = StreamingHttpResponse(write(rows), content_type=content_type)
    else:
        content_type, build = WHOLE[format]
        response = HttpResponse(build(rows, title=_("Organisations")), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="organisations-{timezone.localdate()}.{format}"'
    return response


def _too_many(count: int) -> str:
    return ngettext(
        "This result has %(count)d organisation; a spreadsheet of this kind holds %(limit)d. Narrow the search, or take the CSV.",
        "This result has %(count)d organisations; a spreadsheet of this kind holds %(limit)d. Narrow the search, or take the CSV.",
        count,
    ) % {"count": count, "limit": WHOLE_LIMIT}


def _refused(problems: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(problems) + "\n", status=400, content_type="text/plain; charset=utf-8")


@require_safe
def organisation_jsonld(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    document = document_of(Record(found.organisation, request.reader), partial(absolute, request))
    return JsonResponse(document, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def organisation_vcard(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    record = Record(found.organisation, request.reader)
    row = row_of(found.organisation, request.reader, partial(absolute, request))
    revised = found.organisation.updated_at.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y%m%dT%H%M%SZ")
    card = vcard(row, [(contact.kind, contact.value) for contact in record.contacts], revised=revised)
    response = HttpResponse(card, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="organisation-{found.organisation.pk}.vcf"'
    return response


@require_safe
def organisation_logo(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    logo = Logo.objects.visible_to(request.reader).filter(organisation=found.organisation).first()
    if logo is None:
        raise Http404
    image = bytes(logo.image)
    etag = f'"{hashlib.sha256(image).hexdigest()[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag})
    return HttpResponse(
        image, content_type=_type_of(image), headers={"ETag": etag, "X-Content-Type-Options": "nosniff"}
    )


def _type_of(image: bytes) -> str:
    """By content, never by a name somebody gave."""
    for start, content_type in ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"RIFF", "image/webp")):
        if image.startswith(start):
            return content_type
    return "application/octet-stream"
