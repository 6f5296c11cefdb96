"""The one client going out: what it asks, what it refuses, and how it ends."""

import gzip
import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address

import pytest
from tests.web_server import serving

from maillage.kit import http, sockets
from maillage.kit.http import FetchFailed, Problem, fetch


@pytest.fixture
def loopback(settings):
    settings.OUTGOING_LOOPBACK = True


@pytest.fixture
def site(loopback):
    with serving() as site:
        yield site


def failure(address: str, **options) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetch(address, **options)
    return caught.value


def test_what_is_asked_says_little(site):
    got = fetch(site.shows("/feed?a=1", b"<rss/>", kind="text/xml", Set_Cookie="id=1"), accept="text/xml")
    fetch(site.at("/feed?a=1"))

    assert (got.content, got.content_type, got.address) == (b"<rss/>", "text/xml", site.at("/feed?a=1"))
    (_path, first), (_path, second) = site.asked
    assert first == {
        "host": site.address.removeprefix("http://"), "user-agent": "Maillage", "accept": "text/xml",
        "accept-encoding": "gzip", "connection": "close",
    }  # fmt: skip
    assert "cookie" not in second
    assert "referer" not in second


def test_what_has_not_changed_is_not_sent_again(site):
    address = site.shows("/feed", b"long", ETag='"7"', Last_Modified="Mon, 02 Nov 2026 08:00:00 GMT")
    first = fetch(address)

    again = fetch(address, etag=first.etag, last_modified=first.last_modified)

    assert (again.is_same, again.content) == (True, b"")
    assert site.asked[1][1]["if-modified-since"] == "Mon, 02 Nov 2026 08:00:00 GMT"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.8/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.1.1.1]/",
        "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://[fec0::1]/", "http://224.0.0.1/", "http://[ff02::1]/", "http://100.64.0.1/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/", "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_addresses_inside_are_refused(address):
    assert failure(address).problem == Problem.PRIVATE


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::6810:84e5", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_public(address):
    assert sockets.is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "example.org", "", "http://",
        "http://example.org:8080/", "https://example.org:22/", "http://user:word@example.org/", "javascript:alert(1)",
        "http://example.org/" + "a" * 3000, "http://[::1",
    ],
)  # fmt: skip
def test_addresses_that_are_none_of_ours_are_refused(address):
    assert failure(address).problem == Problem.ADDRESS


def test_with_loopback_other_private_addresses_stay_refused(loopback):
    assert failure("http://10.0.0.8:9000/").problem == Problem.PRIVATE


def test_the_address_that_was_judged_is_the_one_connected_to(site, monkeypatch):
    """The name is asked once; whatever it would answer next is never heard."""
    port = int(site.address.rpartition(":")[2])
    answers = iter(["127.0.0.1"])
    real = socket.getaddrinfo

    def resolve(host, *args, **options):
        return real(next(answers) if host == "feeds.example" else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.shows("/", b"here")

    assert fetch(f"http://feeds.example:{port}/").content == b"here"
    assert site.asked[0][1]["host"] == f"feeds.example:{port}"


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    def resolve(host, port, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("93.184.215.14", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    assert failure("http://mixed.example/").problem == Problem.PRIVATE


def test_redirects_on_the_same_host_are_followed_three_times(site):
    for number in range(1, 5):
        site.shows(f"/{number}", b"", status=302, Location=f"/{number + 1}")
    site.shows("/5", b"end")

    assert fetch(site.at("/2")).address == site.at("/5")
    assert failure(site.at("/1")).problem == Problem.ERROR


@pytest.mark.parametrize(
    "there", ["http://localhost:{port}/", "http://127.0.0.1:1/", "//evil.example/", "https://127.0.0.1:{port}/"]
)
def test_redirects_elsewhere_are_told_and_not_followed(site, there):
    port = site.address.rpartition(":")[2]
    site.shows("/", b"", status=301, Location=there.format(port=port))

    refused = failure(site.at("/"))

    if there.startswith("https"):  # the same host, by its safer door: asked, and this one has none
        assert refused.problem in {Problem.UNREACHABLE, Problem.GARBLED}
    else:
        assert (refused.problem, bool(refused.leads_to)) == (Problem.ELSEWHERE, True)
        assert len(site.asked) == 1


def test_redirects_never_leave_https():
    with pytest.raises(FetchFailed) as caught:
        http._redirected(http.httpx.URL("https://example.org/"), "http://example.org/")

    assert caught.value.problem == Problem.ELSEWHERE


def test_redirects_out_of_the_web_are_refused(site):
    site.shows("/", b"", status=302, Location="file:///etc/passwd")

    assert failure(site.at("/")).problem == Problem.ADDRESS


def test_what_is_too_large_is_cut(site):
    big = site.shows("/big", b"x" * 200_001)

    assert failure(big, limit=200_000).problem == Problem.LARGE
    assert len(fetch(big, limit=200_001).content) == 200_001


def test_a_mountain_packed_small_is_cut(site):
    packed = gzip.compress(bytes(50_000_000))
    bomb = site.shows("/bomb", packed, Content_Encoding="gzip")

    assert len(packed) < 60_000
    assert failure(bomb, limit=1_000_000).problem == Problem.LARGE


def test_packed_answers_are_unpacked(site):
    text = b"one line of text\n" * 9000

    assert fetch(site.shows("/", gzip.compress(text), Content_Encoding="gzip")).content == text


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", b"x"), ("gzip", b"not packed"), ("gzip", gzip.compress(b"cut short")[:-9])],
    ids=["unknown", "not packed", "cut short"],
)
def test_what_cannot_be_unpacked_is_refused(site, encoding, body):
    assert failure(site.shows("/", body, Content_Encoding=encoding)).problem == Problem.GARBLED


def _drip(part: str):
    """Answers one byte at a time, for ever: in the headers, or in the body."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b"X: "))
        with suppress(OSError):
            while True:
                handler.wfile.write(b"a")
                time.sleep(0.02)

    return act


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_site_that_drips_is_left(site, part):
    site.pages["/"] = _drip(part)
    before = time.monotonic()

    assert failure(site.at("/"), seconds=0.4).problem == Problem.SLOW
    assert time.monotonic() - before < 2


def test_a_site_that_says_nothing_is_left(site):
    site.pages["/"] = lambda handler: time.sleep(1)

    assert failure(site.at("/"), seconds=0.3).problem == Problem.SLOW


@pytest.mark.parametrize(
    ("status", "problem"),
    [(404, Problem.GONE), (410, Problem.GONE), (403, Problem.REFUSED), (401, Problem.REFUSED), (500, Problem.ERROR),
     (429, Problem.ERROR), (204, Problem.ERROR), (304, None)],
)  # fmt: skip
def test_other_answers_say_what_they_are(site, status, problem):
    address = site.shows("/", b"", status=status)

    if problem is None:
        assert fetch(address).is_same
    else:
        assert failure(address).problem == problem


def test_a_closed_door_and_an_unknown_name(loopback):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    assert failure(f"http://127.0.0.1:{port}/").problem == Problem.UNREACHABLE
    assert failure("http://no-such-name.invalid/").problem == Problem.UNREACHABLE


def test_what_is_no_http_is_garbled(site):
    site.pages["/"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n")

    assert failure(site.at("/")).problem == Problem.GARBLED
