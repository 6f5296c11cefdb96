"""What every answer carries, and what no request brings in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

NOBODY = "0.0.0.0"  # noqa: S104 -- a placeholder, nothing listens on it
# Parts of the names of the headers by which proxies and browsers say who is visiting.
TRACES = (
    "USER_AGENT", "SEC_CH_UA", "REAL_IP", "CLIENT_IP", "CONNECTING_IP", "FORWARDED_FOR",
    "CLUSTER_CLIENT", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER", "HTTP_FORWARDED", "HTTP_VIA",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)


class ForgetVisitor:
    """Drop the visitor's address and browser before anything can log or store them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name in request.META if _tells_who(name)]:
            del request.META[name]
        request.META["REMOTE_ADDR"] = NOBODY
        return self.get_response(request)


class SecurityHeaders:
    """Headers of every answer, errors and static files included; pages of people signed in are never kept by a cache.

    The instance knows from its own address that it is reached by https, so HSTS does not wait for a proxy to say so.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if request.path.startswith("/admin/"):
            response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY)
        return response


def _tells_who(name: str) -> bool:
    return any(trace in name for trace in TRACES)
