"""Feeds as readers of feeds take them: whole texts, lasting ids, whole addresses, and the rules of each format."""

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from io import BytesIO

import feedparser
import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.core.files.images import ImageFile
from PIL import Image
from tests.factories.network import OrganisationFactory, ThemeFactory
from tests.factories.publications import ArticleFactory, AuthorFactory, LinkFactory, RelayFactory, RubricFactory

from maillage.cms.models import Picture
from maillage.network.enums import Audience

pytestmark = pytest.mark.django_db
ATOM, CONTENT, DC = (
    "{http://www.w3.org/2005/Atom}",
    "{http://purl.org/rss/1.0/modules/content/}",
    "{http://purl.org/dc/elements/1.1/}",
)
KINDS = ("atom", "rss", "json")
BODY = '<p>Whole <b>text</b> of <a href="/fr/what-we-show/">ours</a> &amp; <script>alert(1)</script>theirs[^1].</p>'


@pytest.fixture
def site(settings):
    settings.BASE_URL = "https://network.example"
    rubric = RubricFactory(title="Campaigns", language="en")
    image = BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(image, "PNG")
    picture = Picture.objects.create(title="Harbour", file=ImageFile(BytesIO(image.getvalue()), name="harbour.png"))
    article = ArticleFactory(
        title="Water & <public> money", parent=rubric, body=[("text", BODY)], themes=[ThemeFactory(code="water")],
        licence="cc-by-sa-4.0", published_on="2026-10-03", picture=picture, picture_alternative="Cranes", standfirst="One & two",
    )  # fmt: skip
    AuthorFactory(article=article, name="Awa Diop")
    AuthorFactory(article=article, name="Jo O’Neil")
    relayed = ArticleFactory(title="A call of others", parent=rubric, standfirst="", published_on="2026-10-01")
    RelayFactory(
        article=relayed,
        original_url="https://partner.example/call?a=1&b=2",
        language="es",
        licence="cc-by-4.0",
        mode="excerpt",
    )
    return rubric


def read(client, kind, address="/en/feed", query="", **headers):
    return client.get(f"{address}.{kind}{query}", headers=headers)


def parsed(client, kind, **more):
    return feedparser.parse(BytesIO(read(client, kind, **more).content))


@pytest.mark.parametrize("address", ["/en/feed", "/en/campaigns/feed", "/en/articles/feed"])
@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_is_well_formed_and_whole(client, site, kind, address):
    feed = parsed(client, kind, address=address)

    assert feed.bozo == 0, feed.get("bozo_exception")
    assert feed.version == {"atom": "atom10", "rss": "rss20"}[kind]
    assert feed.feed.language == "en"
    assert [entry.title for entry in feed.entries] == ["Water & <public> money", "A call of others"]
    first = feed.entries[0]
    assert "Whole <b>text</b>" in first.content[0].value
    assert "script" not in first.content[0].value
    assert [author.name for author in first.authors] == ["Awa Diop", "Jo O’Neil"]
    assert first.link == "https://network.example/en/campaigns/water-public-money/"
    assert first.published_parsed[:3] == (2026, 10, 3)
    picture = next(link for link in first.links if link.rel == "enclosure")
    assert picture.type == "image/png"
    assert int(picture.length) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_address_is_whole_and_there_is_no_tracker(client, site, kind):
    text = read(client, kind).content.decode()

    addresses = re.findall(r'(?:href|src|url)="([^"]+)"', text.replace("&quot;", '"').replace('\\"', '"'))
    assert addresses
    assert all(re.match(r"(https://|mailto:|http://(www\.w3|purl|backend))", address) for address in addresses), (
        addresses
    )
    assert "utm_" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_relay_says_where_it_is_from(client, site, kind):
    text = read(client, kind).content.decode()

    assert "https://partner.example/call?a=1" in text
    assert "Relayed from" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text


def test_atom_keeps_its_rules(client, site):
    feed = ElementTree.fromstring(read(client, "atom").content)

    ids = [feed.findtext(f"{ATOM}id"), *(e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry"))]
    assert len(set(ids)) == len(ids) == 3
    assert all(re.match(r"(urn:uuid:|https://)", one) for one in ids)
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [
        "https://network.example/en/feed.atom"
    ]
    for entry in feed.iter(f"{ATOM}entry"):
        for tag in ("title", "updated", "id", "content"):
            assert len(entry.findall(f"{ATOM}{tag}")) == 1
        assert entry.find(f"{ATOM}content").get("type") == "html"
        links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in entry.findall(f"{ATOM}link")]
        assert len([link for link in links if link[0] == "alternate"]) == 1
    stamps = [*feed.iter(f"{ATOM}updated"), *feed.iter(f"{ATOM}published")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", stamp.text) for stamp in stamps)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    source = feed.find(f"{ATOM}entry/{ATOM}source")
    assert {child.tag.removeprefix(ATOM) for child in source} == {"id", "title", "updated", "link"}


def test_rss_keeps_its_rules(client, site):
    channel = ElementTree.fromstring(read(client, "rss").content).find("channel")

    assert all(channel.findtext(tag) for tag in ("title", "link", "description", "language", "lastBuildDate"))
    assert channel.find(f"{ATOM}link").attrib == {"rel": "self", "href": "https://network.example/en/feed.rss"}
    guids = [item.find("guid") for item in channel.iter("item")]
    assert len({guid.text for guid in guids}) == 2
    assert {guid.get("isPermaLink") for guid in guids} == {"false"}
    for item in channel.iter("item"):
        assert item.findtext("title")
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo == dt.UTC
        assert len(item.findall("enclosure")) <= 1
        assert len(item.findall(f"{CONTENT}encoded")) == 1
        assert item.find("author") is None
    assert [c.text for c in next(channel.iter("item")).findall(f"{DC}creator")] == ["Awa Diop", "Jo O’Neil"]


def test_json_keeps_its_rules(client, site):
    response = read(client, "json")
    feed = json.loads(response.content)

    assert response["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://network.example/en/feed.json"
    first, relayed = feed["items"]
    assert first["authors"] == [{"name": "Awa Diop"}, {"name": "Jo O’Neil"}]
    assert first["date_published"] == "2026-10-03T12:00:00+00:00"
    assert first["attachments"][0]["mime_type"] == "image/png"
    assert first["image"].startswith("https://network.example/")
    assert relayed["external_url"] == "https://partner.example/call?a=1&b=2"
    assert relayed["language"] == "es"
    assert all(isinstance(item["id"], str) and item["content_html"] for item in feed["items"])


@pytest.mark.parametrize("kind", KINDS)
def test_ids_last_when_a_title_and_a_rubric_change(client, site, kind):
    before = re.findall(r"urn:uuid:[0-9a-f-]+", read(client, kind).content.decode())
    article = site.get_children().first().specific
    article.title, article.slug = "Water", "water"
    article.save_revision().publish()

    assert re.findall(r"urn:uuid:[0-9a-f-]+", read(client, kind).content.decode()) == before


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_it_already_is_told_so(client, site, kind):
    first = read(client, kind)

    assert read(client, kind, **{"If-None-Match": first["ETag"]}).status_code == 304
    assert read(client, kind, **{"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert "Set-Cookie" not in first
    article = site.get_children().first().specific
    article.title = "Changed"
    article.save_revision().publish()
    from django.core.cache import cache

    cache.clear()  # a process looks at the version once a second
    assert read(client, kind, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_signs_that_no_xml_holds_are_left_out(client):
    ArticleFactory(
        title="Bell\x07 and form\x0c", language="en", body=[("text", "<p>a\x0bb\ufffe</p>")], standfirst="\x08x"
    )

    for kind in ("atom", "rss"):
        assert parsed(client, kind).bozo == 0


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_feed_is_a_feed(client, kind):
    first = read(client, kind, address="/pt/feed")

    assert first.status_code == 200
    assert first.content == read(client, kind, address="/pt/feed").content
    if kind != "json":
        assert parsed(client, kind, address="/pt/feed").bozo == 0


def test_a_feed_of_a_theme_and_of_an_organisation(client, site):
    organisation = OrganisationFactory(slug="union")
    LinkFactory(article=site.get_children().last().specific, organisation=organisation)

    assert [e.title for e in parsed(client, "atom", address="/en/articles/feed", query="?theme=water").entries] == [
        "Water & <public> money"
    ]
    assert [
        e.title for e in parsed(client, "atom", address="/en/articles/feed", query="?organisation=union").entries
    ] == ["A call of others"]


def test_a_hidden_organisation_has_no_feed_as_one_that_does_not_exist(client, site):
    hidden = OrganisationFactory(slug="hidden", audience=Audience.STEWARDS, shown_to=Audience.STEWARDS)
    LinkFactory(article=site.get_children().last().specific, organisation=hidden)
    AuthorFactory(article=site.get_children().last().specific, organisation=hidden, name="")

    answers = [
        read(client, "atom", address="/en/articles/feed", query=f"?organisation={slug}")
        for slug in ("hidden", "absent")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert str(hidden) not in read(client, "atom").content.decode()


@pytest.mark.parametrize("address", ["/en/nowhere/feed", "/en/articles/feed.atom?year=never&x=/feed"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"{address}.atom" if "?" not in address else address).status_code == 404


def test_a_draft_is_in_no_feed(client, site):
    site.get_children().first().specific.unpublish()

    assert [e.title for e in parsed(client, "rss").entries] == ["A call of others"]


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    rubric, counts = RubricFactory(language="en"), []
    for n in range(3):
        article = ArticleFactory(parent=rubric, title=f"A{n}", themes=[ThemeFactory()])
        AuthorFactory(article=article, organisation=OrganisationFactory())
        cache.clear()
        read(client, "atom")
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            read(client, "atom")
        counts.append(len(captured))

    assert counts[0] == counts[2]


def test_pages_name_their_feeds(client, site):
    article = site.get_children().first()
    for address, feed in (
        (article.url, "/en/campaigns/feed.atom"), (site.url, "/en/campaigns/feed.json"),
        ("/en/articles/?theme=water", "/en/articles/feed.rss?theme=water"), ("/en/", "/en/feed.atom"),
    ):  # fmt: skip
        assert re.search(
            rf'<link rel="alternate" type="application/[a-z+]+" title="[^"]+" href="{re.escape(feed)}">',
            client.get(address).content.decode(),
        ), address
    assert settings.BASE_URL
