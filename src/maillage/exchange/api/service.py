"""The API as a whole: what it is called, how it says that something is wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from maillage.exchange.api import organisations, vocabularies
from maillage.exchange.api.problems import Refused, not_there, refused


class Readable(JSONRenderer):
    """Letters as they are, in any script: shorter, and readable by people."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Maillage: the directory",
    version="1",
    description=(
        "Organisations of a network and what ties them, read-only. Without a session one reads what everybody may "
        "read, from any site; with a session, what that person may. What is not shown answers as if it did not exist."
    ),
    urls_namespace="api-v1",
    docs_url=None,
    renderer=Readable(),
)
api.add_router("", organisations.router, tags=["organisations"])
api.add_router("", vocabularies.router, tags=["vocabularies"])


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:
    problems = [
        _("The parameter %(name)s cannot be read: %(reason)s.")
        % {"name": error["loc"][-1], "reason": str(error["msg"]).lower()}
        for error in exc.errors
    ]
    return refused(request, problems)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, exc: Refused) -> HttpResponse:
    return refused(request, exc.problems)


@api.exception_handler(Http404)
def _absent(request: HttpRequest, exc: Http404) -> HttpResponse:
    return not_there(request)
