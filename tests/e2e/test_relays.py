"""From a partner's site to ours in a real browser: followed, read, decided with the keyboard, marked as relayed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.e2e.conftest import OpenPage, assert_accessible
from tests.e2e.looks import assert_good_looks, in_every_look
from tests.factories.network import OrganisationFactory, steward
from tests.factories.publications import RubricFactory
from tests.publications.relays.feeds import ATOM
from tests.web_server import Site, serving
from wagtail.models import Collection

from maillage.publications.actions.fronts import set_up_fronts
from maillage.publications.enums import RelayMode
from maillage.publications.relays.actions import fetching
from maillage.publications.relays.actions.following import follow
from maillage.publications.relays.models import Feed, FeedItem

pytestmark = pytest.mark.e2e


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.OUTGOING_LOOPBACK = True
    with serving() as site:
        site.shows("/", b'<link rel="alternate" type="application/atom+xml" title="Terres" href="/feed.xml">')
        site.shows("/feed.xml", ATOM.encode(), kind="application/atom+xml")
        yield site


@pytest.fixture
def rubric() -> Any:
    Collection.get_first_root_node() or Collection.add_root(name="Root")  # emptied with everything else
    set_up_fronts()
    OrganisationFactory(name="Terres en commun", slug="terres")
    return RubricFactory(title="Campagnes", language="fr")


def _press_on(page: Page, words: str) -> None:
    """Walk to what says `words` with the tabulator, and press it."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip().startswith(words):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words} is not reached with the keyboard")


def test_a_partner_is_followed_and_relayed_with_the_keyboard(
    open_page: OpenPage, live_server: Any, sign_in: Any, site: Site, rubric: Any
):
    asked: list[str] = []
    page = open_page("/en/", language="en")
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, steward(person__language="en"))
    page.goto(live_server.url + reverse("relays:follow"))
    page.get_by_label("Address of the site or of its feed").fill(site.at("/"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("[name=organisation]").fill("terres")
    page.locator("[name=rubric]").select_option(str(rubric.pk))
    _press_on(page, "Follow it")
    expect(page.get_by_role("row", name="Terres en commun")).to_be_visible()
    fetching.fetch_feed(Feed.objects.get().pk)

    page.goto(live_server.url + reverse("relays:inbox"))
    water = page.get_by_role("checkbox", name="Marche pour l’eau")
    water.focus()
    page.keyboard.press("Space")
    expect(water).to_be_checked()
    _press_on(page, "Refuse the chosen")
    assert FeedItem.objects.get(state="refused").title == "Marche pour l’eau"
    _press_on(page, "Look and decide")
    page.get_by_role("radio", name="the whole text").focus()
    page.keyboard.press("Space")
    _press_on(page, "Relay it")
    page.get_by_role("link", name="Read it on this site").click()

    assert page.get_attribute("link[rel=canonical]", "href") == "https://terres.example/semences?utm_source=feed#top"
    expect(page.get_by_text("menace", exact=True)).to_be_visible()
    assert [url for url in asked if not url.startswith((live_server.url, "data:", "blob:"))] == []
    stranger = open_page(page.url.removeprefix(live_server.url))
    assert "terres.example" in stranger.locator("main").inner_text()
    assert_accessible(stranger)


def test_the_inbox_works_without_a_script(open_page: OpenPage, live_server: Any, sign_in: Any, site: Site, rubric: Any):
    boss = steward(person__language="en")
    source = OrganisationFactory()
    fetching.fetch_feed(follow(site.at("/feed.xml"), title="Terres", organisation=source, rubric=rubric, by=boss).pk)
    page = open_page("/en/", language="en", javascript=False)
    sign_in(page, boss)
    page.goto(live_server.url + reverse("relays:inbox"))
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Relay the chosen").click()

    assert list(FeedItem.objects.values_list("state", flat=True)) == ["accepted", "accepted"]


@in_every_look
def test_pages_of_relays_are_accessible_and_fit(
    open_page: OpenPage, sign_in: Any, live_server: Any, site: Site, rubric: Any, language: str, theme: str, width: int
):
    boss = steward(person__language=language)
    source = OrganisationFactory(name="اتحاد الجنوب")
    feed = follow(
        site.at("/feed.xml"), title="Terres", organisation=source, rubric=rubric, by=boss, mode=RelayMode.LINK
    )
    fetching.fetch_feed(feed.pk)
    site.pages["/feed.xml"] = (301, {"Location": "https://new.example/feed"}, b"")
    fetching.fetch_feed(feed.pk)
    item = FeedItem.objects.order_by("pk")[0]
    page = open_page(f"/{language}/", language=language, theme=theme, width=width, for_axe=True)
    sign_in(page, boss)
    for name, args in (("inbox", []), ("item", [item.pk]), ("feeds", []), ("feed", [feed.pk]), ("follow", [])):
        address = reverse(f"relays:{name}", args=args)
        page.goto(live_server.url + address)
        assert_good_looks(page, width)
