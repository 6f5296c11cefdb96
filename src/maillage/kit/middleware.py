"""What every answer carries, and what no request brings in."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

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
COMPRESSIBLE = frozenset({
    "application/json", "application/geo+json", "application/ld+json", "application/feed+json", "application/manifest+json",
    "application/xml", "application/atom+xml", "application/rss+xml", "application/javascript", "image/svg+xml",
    "application/vnd.mapbox-vector-tile", "application/vnd.google-earth.kml+xml", "application/vnd.oai.openapi+json",
})  # fmt: skip


class ForgetVisitor:
    """Drop the visitor's address and browser before anything can log or store them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in [name for name in request.META if _tells_who(name)]:
            del request.META[name]
        request.META["REMOTE_ADDR"] = NOBODY
        return self.get_response(request)


class Compress(GZipMiddleware):
    """Words and tiles go out small, for slow lines; pictures, archives and parts of files are left as they are.

    What a page hides from its reader (the token of a form) is masked anew in every answer, and the length of the answer
    is blurred by Django, so that compressing tells nothing of it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.status_code != HTTPStatus.OK or not (kind.startswith("text/") or kind in COMPRESSIBLE):
            return response
        return super().process_response(request, response)


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
