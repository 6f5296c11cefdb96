"""The one way in which the instance asks anything of another machine: small, patient for a while only, and suspicious.

Only http and https, at their own ports, at public addresses (`kit.sockets`); no password in the address; no redirect to
another host, and none from https back to http; no cookie, no referrer; a name that says what asks and nothing of whom.
"""

import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

import httpcore
import httpx
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from maillage.kit.errors import DomainError
from maillage.kit.sockets import Deadline, OutOfTime, PrivateAddress, PublicNetwork

USER_AGENT = "Maillage"
SECONDS, CONNECT_SECONDS = 20.0, 6.0
LIMIT = 5 * 1024 * 1024
LONGEST_ADDRESS = 2000
REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
GZIP = 16 + zlib.MAX_WBITS
PIECE = 65_536


class Problem(TextChoices):
    """Why nothing came. Kept as it is, said in the reader's words."""

    ADDRESS = "address", _("This is not an address we can ask: it must begin with https:// or http://.")
    PRIVATE = "private", _("This address is not on the public network.")
    UNREACHABLE = "unreachable", _("The site does not answer.")
    SLOW = "slow", _("The site takes too long to answer.")
    CERTIFICATE = "certificate", _("The site cannot prove that it is itself (certificate).")
    ELSEWHERE = "elsewhere", _("The address leads to another site. Use the address it leads to.")
    GONE = "gone", _("The site says that this no longer exists.")
    REFUSED = "refused", _("The site refuses access.")
    ERROR = "error", _("The site answers with an error.")
    LARGE = "large", _("What the site sends is too large.")
    GARBLED = "garbled", _("What the site sends cannot be read.")


class FetchFailed(DomainError):
    """Nothing usable came; `problem` says why, `leads_to` where a refused redirect went."""

    def __init__(self, problem: Problem, leads_to: str = "") -> None:
        super().__init__(str(problem.label))
        self.problem, self.leads_to = problem, leads_to


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer. `address` is where it was found in the end; `content_type` as the site wrote it.

    is_same: the site says that nothing changed since `etag` and `last_modified`; there is no content then
    """

    address: str
    content: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    is_same: bool = False


def fetch(
    address: str,
    *,
    accept: str = "*/*",
    etag: str = "",
    last_modified: str = "",
    limit: int = LIMIT,
    seconds: float = SECONDS,
) -> Fetched:
    """GET `address`. limit: bytes, as sent and unpacked; seconds: for everything together. Raises FetchFailed."""
    headers = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": last_modified}
    deadline = Deadline(seconds)
    try:
        where = _checked(address)
        for _hop in range(REDIRECTS + 1):
            got = _ask(where, {name: value for name, value in headers.items() if value}, limit, deadline)
            if isinstance(got, Fetched):
                return got
            where = got
    except PrivateAddress as problem:
        raise FetchFailed(Problem.PRIVATE) from problem
    except (OutOfTime, httpcore.TimeoutException) as problem:
        raise FetchFailed(Problem.SLOW) from problem
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as problem:
        raise FetchFailed(_kind_of(problem)) from problem
    raise FetchFailed(Problem.ERROR)


def _checked(address: str) -> httpx.URL:
    """`address`, when it may be asked at all."""
    try:
        url = httpx.URL(address.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as problem:
        raise FetchFailed(Problem.ADDRESS) from problem
    if url.scheme not in PORTS or not url.host or url.userinfo or len(str(url)) > LONGEST_ADDRESS:
        raise FetchFailed(Problem.ADDRESS)
    if url.port not in {None, PORTS[url.scheme]} and not settings.OUTGOING_LOOPBACK:
        raise FetchFailed(Problem.ADDRESS)
    return url


def _ask(url: httpx.URL, headers: dict[str, str], limit: int, deadline: Deadline) -> Fetched | httpx.URL:
    """One request, on a connection of its own; an address when it is to be asked instead."""
    network = PublicNetwork(deadline, with_loopback=settings.OUTGOING_LOOPBACK)
    with httpx.Client(transport=_Transport(network), trust_env=False, timeout=CONNECT_SECONDS) as client:
        client.headers = httpx.Headers(
            {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", "Connection": "close"} | headers
        )
        with client.stream("GET", url, follow_redirects=False) as response:
            deadline.left()
            if response.has_redirect_location:
                return _redirected(url, response.headers["location"])
            if response.status_code == HTTPStatus.NOT_MODIFIED:
                return Fetched(address=str(url), is_same=True)
            _check_status(response.status_code)
            content = b"".join(_unpacked(response, limit))
            return Fetched(
                address=str(url),
                content=content,
                content_type=response.headers.get("content-type", ""),
                etag=response.headers.get("etag", ""),
                last_modified=response.headers.get("last-modified", ""),
            )


def _redirected(url: httpx.URL, location: str) -> httpx.URL:
    try:
        there = _checked(str(url.join(location)))
    except httpx.InvalidURL as problem:
        raise FetchFailed(Problem.ERROR) from problem
    is_upgrade = (url.scheme, there.scheme) == ("http", "https") and url.port == there.port
    same = (there.scheme, there.port) == (url.scheme, url.port)
    if there.host != url.host or not (same or is_upgrade):
        raise FetchFailed(Problem.ELSEWHERE, leads_to=str(there))
    return there


def _check_status(status: int) -> None:
    if status == HTTPStatus.OK:
        return
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        raise FetchFailed(Problem.GONE)
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN}:
        raise FetchFailed(Problem.REFUSED)
    raise FetchFailed(Problem.ERROR)


def _unpacked(response: httpx.Response, limit: int) -> Iterator[bytes]:
    """The body piece by piece. Never holds more than `limit` bytes: a small packet may unpack to a mountain."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", ""}:
        raise FetchFailed(Problem.GARBLED)
    opened = zlib.decompressobj(GZIP) if "gzip" in encoding else None
    sent = size = 0
    for packed in response.iter_raw(PIECE):
        sent += len(packed)
        try:
            piece = opened.decompress(packed, limit - size + 1) if opened else packed
        except zlib.error as problem:
            raise FetchFailed(Problem.GARBLED) from problem
        size += len(piece)
        if max(size, sent) > limit or (opened and opened.unconsumed_tail):
            raise FetchFailed(Problem.LARGE)
        yield piece
    if opened and not opened.eof:
        raise FetchFailed(Problem.GARBLED)


def _kind_of(problem: Exception) -> Problem:
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Problem.CERTIFICATE
        cause = cause.__cause__ or cause.__context__
    return Problem.GARBLED if isinstance(problem, httpcore.ProtocolError) else Problem.UNREACHABLE


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class _Transport(httpx.BaseTransport):
    """What httpx's own transport does, on a network that we choose."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self.pool = httpcore.ConnectionPool(ssl_context=_certificates(), network_backend=network, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self.pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self.pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer.stream)  # type: ignore[arg-type]

    def close(self) -> None:
        self.answer.close()
