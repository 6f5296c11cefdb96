"""Organisations and ties for programs."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_noop
from ninja import Field, P, PathEx, Query, Router
from ninja.decorators import decorate_view

from maillage.exchange.api import cursors, schemas, values
from maillage.exchange.api.answers import answers, page_url
from maillage.exchange.api.lookups import known_organisations, known_tie_types
from maillage.exchange.api.parameters import Filters, Language, Paged, known_only, question
from maillage.network.models import Organisation
from maillage.network.queries.organisation import Found, Record, organisation_at
from maillage.network.queries.rows import details_of
from maillage.network.queries.slices import TieSearch, organisations_slice, ties_slice
from maillage.network.requests import reader_of

router = Router()
ERRORS = {400: schemas.Problem}
NOT_THERE = {404: schemas.Problem}


def addresses(request: HttpRequest) -> values.Addresses:
    def api(name: str, slug: str) -> str:
        if name == "organisation":
            path = reverse("api-v1:organisation", args=[slug])
        else:
            path = f"{reverse('api-v1:ties')}?{urlencode({'organisation': slug})}"
        return request.build_absolute_uri(path)

    return values.Addresses(api, lambda slug: page_url(request, slug))


def with_cursor(request: HttpRequest, cursor: str) -> str:
    """The address of this request, going on at `cursor`."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@router.get("/organisations", response={200: schemas.OrganisationPage, **ERRORS}, url_name="organisations")
@decorate_view(answers)
def organisations(request: HttpRequest, filters: Query[Filters]) -> values.Values:
    """Organisations, page by page.

    The filters are those of the directory, and mean the same. Values of one filter are alternatives; different filters
    narrow each other. Pages neither skip nor repeat a row while the directory changes.
    """
    reader, asked = reader_of(request), question(request, limit=filters.limit)
    found = organisations_slice(reader, asked.search, limit=asked.limit, after=asked.after, box=asked.box)
    at = addresses(request)
    return {
        "organisations": [values.organisation(row, at) for row in details_of(found.ids, reader)],
        "next": with_cursor(request, cursors.written(asked.search.sort, found.rest)) if found.rest else None,
    }


@router.get(
    "/organisations/{key}", response={200: schemas.OrganisationRecord, **ERRORS, **NOT_THERE}, url_name="organisation"
)
@decorate_view(answers)
def organisation(
    request: HttpRequest,
    language: Query[Language],
    key: PathEx[str, P(description="Its slug or its UUID. A former slug leads to the present one (302).")],
) -> values.Values | HttpResponse:
    """One organisation, with everything that you may know of it."""
    known_only(request, tuple(Language.model_fields))
    reader = reader_of(request)
    found = _found(request, key)
    if found.has_moved:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("api-v1:organisation", args=[found.organisation.slug]) + query)
    row = details_of([found.organisation.pk], reader)[0]
    return values.record(row, Record(row, reader), addresses(request))


def _found(request: HttpRequest, key: str) -> Found:
    reader = reader_of(request)
    try:
        row = Organisation.objects.visible_to(reader).filter(uuid=UUID(key)).first()
    except ValueError:
        row = None
    found = Found(row) if row else organisation_at(reader, key)
    if found is None:
        raise Http404
    return found


class TieFilters(Paged):
    organisation: list[str] = Field(
        [], description=gettext_noop("Slugs: ties with one of these at either end."), examples=[["crid"]]
    )
    type: list[str] = Field([], description=gettext_noop("Codes of types of tie."), examples=[["member_of"]])
    current: bool = Field(default=False, description=gettext_noop("Ties of today only."))


@router.get("/ties", response={200: schemas.TiePage, **ERRORS}, url_name="ties")
@decorate_view(answers)
def ties(request: HttpRequest, filters: Query[TieFilters]) -> values.Values:
    """Ties that stand, between organisations that you may both see. That two organisations are shown does not mean
    that what ties them is.
    """
    known_only(request, tuple(TieFilters.model_fields))
    reader = reader_of(request)
    search = TieSearch(
        organisations=known_organisations(reader, filters.organisation),
        types=known_tie_types(filters.type),
        is_current=filters.current,
    )
    after = cursors.uuid_read(filters.cursor) if filters.cursor else ""
    rows = ties_slice(reader, search, limit=filters.limit + 1, after=after)
    shown, at = rows[: filters.limit], addresses(request)
    more = cursors.word_written(str(shown[-1].uuid)) if len(rows) > filters.limit else ""
    return {"ties": [values.tie(row, at) for row in shown], "next": with_cursor(request, more) if more else None}
