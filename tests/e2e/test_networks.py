"""Views of networks in a real browser: by keyboard, without scripts, in both themes and both directions."""

import pytest
from playwright.sync_api import expect
from tests.e2e.looks import assert_good_looks, in_every_look
from tests.factories.network import BodyFactory, ClaimFactory, OrganisationFactory, TieFactory, TieRoleFactory

pytestmark = pytest.mark.e2e

PATHS = [
    "organisations/crid/members/?year=1995", "organisations/crid/ties/", "networks/shared/?n=crid&n=attac",
    "networks/chain/?from=crid&to=attac", "networks/chain/?from=union&to=nobody", "networks/bridges/",
]  # fmt: skip


@pytest.fixture
def networks():
    crid = OrganisationFactory(name="CRID", slug="crid", kind="network", founded="1976")
    attac = OrganisationFactory(name="Attac", slug="attac", kind="network")
    board = BodyFactory(organisation=crid, kind="board", name="Board")
    for number, period in enumerate(("1976/..", "199X/2011", "1998~/..", "../2003", "", "2016/2016")):
        union = OrganisationFactory(name=f"Union {number}", slug=f"union-{number}")
        TieRoleFactory(tie=TieFactory(a=union, b=crid, period=period), body=board)
        TieFactory(a=union, b=attac)
    ClaimFactory(organisation=crid)
    return crid


@in_every_look
def test_every_view_is_accessible_and_fits(networks, open_page, live_server, language, theme, width):
    page = open_page(f"/{language}/", theme=theme, width=width, for_axe=True)
    for path in PATHS:
        page.goto(f"{live_server.url}/{language}/{path}")
        assert_good_looks(page, width)


def test_keyboard_scrubs_through_the_years(networks, page, live_server, no_outside_requests):
    page.goto(f"{live_server.url}/en/organisations/crid/members/?year=1990")
    page.locator("#year").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#then .figure")).to_have_text("1991")
    page.keyboard.press("End")
    expect(page.locator("#then .figure")).not_to_have_text("1991")
    expect(page.locator("#year")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("#then .figure")).to_have_text("1976")
    expect(page).to_have_url(f"{live_server.url}/en/organisations/crid/members/?year=1976")


def test_without_scripts_years_and_chains_are_plain_links_and_forms(networks, open_page):
    page = open_page("/en/organisations/crid/members/", language="en", javascript=False)
    page.get_by_label("Go to a year").get_by_role("link", name="1990").click()
    expect(page.locator("#then .figure")).to_have_text("1990")
    page.locator(".scrub button").click()
    expect(page.locator("#then .figure")).to_have_text("1990")
    page.get_by_role("link", name="How it is linked to an organisation").click()
    page.locator("#to").fill("union")
    page.locator(".pickers button").click()
    page.get_by_label("Union 3").check()
    page.locator(".pickers button").click()
    expect(page.locator("#answer")).to_have_text("1 tie apart")


def test_the_page_prints_without_controls(networks, open_page):
    page = open_page("/en/organisations/crid/members/?year=1995", language="en")
    page.emulate_media(media="print")

    expect(page.locator("#year")).to_be_hidden()
    expect(page.locator(".life").first).to_be_visible()
