"""What goes wrong, as `application/problem+json` (RFC 9457): what happened, and what to do."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"


class Refused(Exception):
    """The request cannot be answered as it is; `problems` are whole sentences that say what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(*problems)


def problem(status: int, title: str, *, detail: str, errors: list[str] | None = None) -> HttpResponse:
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if errors:
        body["errors"] = errors
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)


def refused(request: HttpRequest, problems: list[str]) -> HttpResponse:
    return problem(400, _("This request is not understood."), detail=" ".join(problems), errors=problems)


def not_there(request: HttpRequest) -> HttpResponse:
    """The same whether nothing is there or the reader may not know of it."""
    return problem(
        404,
        _("There is nothing at this address."),
        detail=_(
            "It may have been moved or merged, or it is not shown to you. Look for it by its name with the parameter q."
        ),
    )
