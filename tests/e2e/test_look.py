"""How pages look and behave: accessible in both themes, both directions, from phone to desk; nothing from elsewhere."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import OpenPage
from tests.e2e.looks import assert_good_looks, in_every_look
from tests.factories.home import network_at_work

pytestmark = pytest.mark.e2e

PATHS = ("", "styleguide/", "what-we-show/", "no-such-page/")


@in_every_look
def test_pages_are_accessible_and_fit(open_page: OpenPage, language: str, theme: str, width: int):
    network_at_work()
    page = open_page(f"/{language}/", language=language, theme=theme, width=width, for_axe=True)
    for path in PATHS:
        page.goto(re.sub(rf"/{language}/.*", f"/{language}/{path}", page.url))
        assert_good_looks(page, width)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_asked_of_another_origin(page: Page, live_server, no_outside_requests: list[str], path: str):
    network_at_work()
    page.goto(f"{live_server.url}/fr/{path}", wait_until="networkidle")
    expect(page.locator("h1")).to_be_visible()
    no_outside_requests[:] = [fault for fault in no_outside_requests if "404" not in fault]  # the 404 page itself


def test_pages_hold_at_twice_the_text_size(open_page: OpenPage):
    network_at_work()
    page = open_page("/fr/", width=640)  # 200 % zoom of a 1280 px window
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page = open_page("/fr/styleguide/", width=640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_keyboard_skips_to_the_content(page: Page, live_server):
    page.goto(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_focus_can_be_seen(page: Page, live_server):
    page.goto(f"{live_server.url}/en/styleguide/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


def test_colours_are_chosen_without_javascript(open_page: OpenPage):
    page = open_page("/en/what-we-show/", language="en", javascript=False)
    page.get_by_role("button", name="dark").click()
    expect(page).to_have_url(re.compile("/en/what-we-show/$"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="as on my device").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")


def test_reader_stays_on_the_page_when_changing_language(open_page: OpenPage):
    page = open_page("/fr/what-we-show/", javascript=False)
    page.get_by_role("link", name=re.compile("العرب")).click()
    expect(page).to_have_url(re.compile("/ar/what-we-show/$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_acts_are_large_enough_for_a_thumb(open_page: OpenPage):
    page = open_page("/fr/styleguide/", width=360)
    heights = page.locator(".act").evaluate_all("all => all.map(act => act.getBoundingClientRect().height)")
    assert min(heights) >= 44


def test_filters_open_without_javascript(open_page: OpenPage):
    page = open_page("/en/styleguide/", language="en", javascript=False)
    territory = page.locator("details", has_text="Territory")
    expect(territory.get_by_text("West Africa")).to_be_hidden()
    territory.locator("summary").click()
    expect(territory.get_by_text("West Africa")).to_be_visible()
