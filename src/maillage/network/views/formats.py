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
from maillage.network.formats import geojson, jsonld, kml, table, turtle
from maillage.network.formats.rows import Row
from maillage.network.formats.vcard import vcard
from maillage.network.models import Logo
from maillage.network.queries.directory import everything
from maillage.network.queries.organisation import Record
from maillage.network.queries.rows import document_of, row_of, rows_of
from maillage.network.requests import ReaderRequest
from maillage.network.views.organisation import absolute, found_or_404, moved

WHOLE_LIMIT = 10_000  # rows of a format that has to be built whole before it is sent
TURTLE_LIMIT = 2_000  # some milliseconds each; JSON-LD has no limit
WITH_ETAG = 500  # rows of a file built whole for its ETag; a longer one is sent as it is read
STREAMED: dict[str, tuple[str, Callable[[Iterable[Row]], Iterable[str]]]] = {
    "csv": ("text/csv; charset=utf-8", table.csv_lines),
    "geojson": ("application/geo+json", geojson.lines),
    "kml": ("application/vnd.google-earth.kml+xml", kml.lines),
    "jsonld": ("application/ld+json", jsonld.lines),
    "ttl": ("text/turtle; charset=utf-8", turtle.lines),
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
    count = found.count()
    if format in WHOLE and count > WHOLE_LIMIT:
        return _refused([_too_many(count)])
    if format == "ttl" and count > TURTLE_LIMIT:
        return _refused([_too_many_for_turtle(count)])
    rows = rows_of(found, request.reader, partial(absolute, request))
    response: HttpResponseBase
    if format in WHOLE:
        content_type, build = WHOLE[format]
        response = HttpResponse(build(rows, title=_("Organisations")), content_type=content_type)
    else:
        content_type, write = STREAMED[format]
        short = count <= WITH_ETAG
        response = (
            with_etag(request, HttpResponse("".join(write(rows)), content_type=content_type))
            if short
            else StreamingHttpResponse(write(rows), content_type=content_type)
        )
    response["Content-Disposition"] = f'attachment; filename="organisations-{timezone.localdate()}.{format}"'
    return response


def _too_many(count: int) -> str:
    return ngettext(
        "This result has %(count)d organisation; a spreadsheet of this kind holds %(limit)d. Narrow the search, or take the CSV.",
        "This result has %(count)d organisations; a spreadsheet of this kind holds %(limit)d. Narrow the search, or take the CSV.",
        count,
    ) % {"count": count, "limit": WHOLE_LIMIT}


def _too_many_for_turtle(count: int) -> str:
    return ngettext(
        "This result has %(count)d organisation; Turtle is written for %(limit)d at most. Narrow the search, or take the JSON-LD, which says the same.",
        "This result has %(count)d organisations; Turtle is written for %(limit)d at most. Narrow the search, or take the JSON-LD, which says the same.",
        count,
    ) % {"count": count, "limit": TURTLE_LIMIT}


def _refused(problems: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(problems) + "\n", status=400, content_type="text/plain; charset=utf-8")


def with_etag(request: ReaderRequest, response: HttpResponse) -> HttpResponse:
    """304 when the reader has this very content already.

    The ETag is made of the content: the version of the data moves when hidden things change, and would tell.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    response["ETag"] = etag
    return response


@require_safe
def organisation_jsonld(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    document = document_of(Record(found.organisation, request.reader), partial(absolute, request))
    as_json = JsonResponse(document, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})
    return with_etag(request, as_json)


@require_safe
def organisation_turtle(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    document = document_of(Record(found.organisation, request.reader), partial(absolute, request))
    return with_etag(request, HttpResponse(turtle.document(document), content_type="text/turtle; charset=utf-8"))


@require_safe
def organisation_kml(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    row = row_of(found.organisation, request.reader, partial(absolute, request))
    return with_etag(request, HttpResponse("".join(kml.lines([row])), content_type=STREAMED["kml"][0]))


@require_safe
def organisation_vcard(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    record = Record(found.organisation, request.reader)
    row = row_of(found.organisation, request.reader, partial(absolute, request))
    revised = found.organisation.updated_at.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y%m%dT%H%M%SZ")
    card = vcard(row, [(contact.kind, contact.value) for contact in record.contacts], revised=revised)
    response = with_etag(request, HttpResponse(card, content_type="text/vcard; charset=utf-8"))
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
