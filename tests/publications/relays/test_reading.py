"""What feeds say, in plain words; what is harmful in them stays outside."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publications.relays.feeds import ATOM, JSON, RSS

from maillage.publications.enums import Licence
from maillage.publications.relays.addresses import key_of, web_address
from maillage.publications.relays.reading import NotAFeed, read
from maillage.publications.relays.reading.discovery import feeds_named
from maillage.publications.relays.reading.licences import licence_of, words_of

HOME = "https://terres.example/feed.xml"


def test_atom():
    feed = read(ATOM.encode(), address=HOME)
    first, second = feed.items

    assert (feed.title, feed.site, feed.language, feed.left_out) == (
        "Terres en commun",
        "https://terres.example/",
        "fr",
        0,
    )
    assert (first.id, first.title, first.author) == ("tag:terres.example,2026:1", "Semences & paysans", "Awa Diop")
    assert (
        first.content
        == '<p>Une loi <b>menace</b> les semences.</p>\n      <p><a rel="noopener noreferrer">Lire</a></p>'
    )
    assert first.excerpt == "Une loi menace les semences paysannes."
    assert (first.image, first.image_alternative) == ("https://terres.example/img/champ.jpg", "Un champ de mil")
    assert (first.enclosure, first.enclosure_kind) == ("https://terres.example/semences.mp3", "audio/mpeg")
    assert (first.published_at, first.language) == (datetime(2026, 11, 20, 8, tzinfo=UTC), "fr")
    assert licence_of(first.licence) == Licence.CC_BY_SA
    assert (second.address, licence_of(second.licence)) == ("https://terres.example/eau", Licence.RESERVED)


def test_rss():
    feed = read(RSS.encode(), address="https://ground.example/rss")

    assert (feed.title, feed.language, feed.left_out) == ("Common Ground", "en-gb", 1)
    (item,) = feed.items
    assert (item.id, item.author, item.excerpt) == ("g-1", "Jo Land", "A first line. A second.")
    assert item.published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_json():
    feed = read(JSON.encode("utf-8-sig"), address="https://ard.example/feed.json")

    assert (feed.title, feed.language, feed.left_out) == ("شبكة الأرض", "ar", 1)
    (item,) = feed.items
    assert (item.id, item.author, item.language) == ("7", "Samir", "ar")
    assert item.content == "<p>سطر أول</p><p>سطر &lt;b&gt;ثان&lt;/b&gt;</p>"
    assert (item.enclosure_kind, item.image) == ("application/pdf", "https://ard.example/7.png")
    assert item.published_at == datetime(2026, 11, 19, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"/etc/hostname", b"http://127.0.0.1:1/feed", b"<html><body><p>A page</p></body></html>", b"{}", b"{", b"[" * 9000,
     b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 90_000, b"\x00\x01\x02", b"%PDF-1.7"],
)  # fmt: skip
def test_what_is_no_feed_is_refused(content):
    with pytest.raises(NotAFeed):
        read(content)


def test_entities_open_nothing(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("zqsecret")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY x SYSTEM "file://{secret}">{bomb}]>
    <rss version="2.0"><channel><title>&x;&a11;</title><item><title>&x;&a11;</title><link>https://a.example/1</link></item></channel></rss>"""

    feed = read(text.encode())

    assert "zqsecret" not in repr(feed)
    assert len(repr(feed)) < 2000


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_nothing_crashes_the_reader(tail):
    for start in (
        b"",
        b"{",
        b"<rss version='2.0'><channel><item><link>http://a.example</link><description>",
        ATOM.encode()[:900],
    ):
        try:
            feed = read(start + tail)
        except NotAFeed:
            continue
        assert all("<script" not in item.content.lower() and "\x00" not in item.title for item in feed.items)


@pytest.mark.parametrize(
    ("address", "whole"),
    [("/a", "https://terres.example/a"), ("javascript:alert(1)", ""), ("data:text/html,x", ""), ("http://u:p@a.example/", ""),
     ("https://a.example/" + "a" * 1000, ""), ("ftp://a.example/", ""), ("http://[x", ""), ("", ""), (None, ""), (7, ""),
     ('https://a.example/"><script>', "")],
)  # fmt: skip
def test_only_addresses_of_the_web_are_kept(address, whole):
    assert web_address(address, HOME) == whole


def test_addresses_of_one_page_have_one_key():
    same = [
        "https://www.a.example/x/?b=2&a=1",
        "http://a.example/x?a=1&b=2&utm_source=rss#top",
        "https://A.example:443/x/?a=1&b=2&fbclid=7",
    ]

    assert len({key_of(address) for address in same}) == 1
    assert (
        len(
            {
                key_of(a)
                for a in (
                    "https://a.example/x",
                    "https://a.example/y",
                    "https://a.example/x?id=2",
                    "https://a.example:8443/x",
                )
            }
        )
        == 4
    )


@pytest.mark.parametrize(
    ("told", "licence"),
    [("https://creativecommons.org/licenses/by/4.0/", Licence.CC_BY), ("http://www.creativecommons.org/licenses/by-nc/1.0", Licence.PERMISSION),
     ("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.fr", Licence.CC_BY_NC_SA), ("CC BY-SA 4.0", Licence.CC_BY_SA),
     ("https://creativecommons.org/publicdomain/zero/1.0/", Licence.CC0), ("CC0", Licence.CC0), ("cc by nd 3.0", Licence.PERMISSION),
     ("© 2026, all rights reserved", Licence.RESERVED), ("Not under CC BY 4.0, ask us", Licence.UNKNOWN), ("", Licence.UNKNOWN),
     ("https://creativecommons.org.evil.example/licenses/by/4.0/", Licence.UNKNOWN)],
)  # fmt: skip
def test_only_a_certain_licence_counts(told, licence):
    assert licence_of(told) == licence


def test_a_licence_is_named_with_its_version():
    told = [
        "http://www.creativecommons.org/licenses/by-nc/1.0",
        "cc by nd 3.0",
        "CC0",
        "© all rights reserved",
        "ask us",
    ]

    assert [words_of(one) for one in told] == ["CC BY-NC 1.0", "CC BY-ND 3.0", "CC0 1.0", "all rights reserved", ""]


def test_the_address_is_that_of_the_page_and_not_of_a_detour():
    feed = read(b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
    <entry><link rel="alternate" type="text/html" href="https://a.example/1"/><link rel="enclosure" type="text/html">https://a.example/file</link></entry>
    <entry><link href="https://counter.example/2"/><feedburner:origLink>https://a.example/2</feedburner:origLink></entry></feed>""")

    assert [item.address for item in feed.items] == ["https://a.example/1", "https://a.example/2"]


def test_a_page_names_its_feeds():
    page = b"""<html><head><base href="/site/"><link rel="alternate" type="application/rss+xml" title="News" href="news.xml">
    <link rel="stylesheet" href="x.css"><link rel="alternate" hreflang="fr" href="/fr/"><LINK REL="Alternate" TYPE="application/feed+json; charset=utf-8" HREF="/f.json">
    <link rel="alternate" type="application/rss+xml" href="javascript:x()"><link rel="alternate" type="application/rss+xml" href="news.xml"></head>"""

    found = feeds_named(page, address="https://a.example/", charset="no-such-charset")

    assert [(one.address, one.title) for one in found] == [
        ("https://a.example/site/news.xml", "News"),
        ("https://a.example/f.json", ""),
    ]
