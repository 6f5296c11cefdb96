"""The directory and the page of an organisation in a real browser: by keyboard, without scripts, in both directions."""

import pytest
from playwright.sync_api import expect
from tests.e2e.conftest import assert_accessible
from tests.factories.network import (
    BodyFactory,
    ClaimFactory,
    ContactFactory,
    DescriptionFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    ThemeLinkFactory,
    TieFactory,
    TieRoleFactory,
)

pytestmark = pytest.mark.e2e


@pytest.fixture
def network():
    crid = OrganisationFactory(name="CRID", slug="crid", kind="network", founded="1976")
    NameFactory(organisation=crid, text="مركز البحث", language="ar")
    DescriptionFactory(organisation=crid, language="fr")
    DescriptionFactory(organisation=crid, language="ar", html="<p>تعمل من أجل الحق.</p>")
    PresenceFactory(organisation=crid)
    ContactFactory(organisation=crid)
    ThemeLinkFactory(organisation=crid)
    ClaimFactory(organisation=crid)
    tie = TieFactory(a=OrganisationFactory(name="Échanges Sud", slug="echanges-sud"), b=crid, period="1976/..")
    TieRoleFactory(tie=tie, body=BodyFactory(organisation=crid))
    for number in range(2):  # with fewer, the unions would not be counted: what is left of all would be told
        OrganisationFactory(name=f"Voisinage {number}")
        OrganisationFactory(name=f"Réseau {number}", kind="network")
    for number in range(3):
        OrganisationFactory(name=f"Union {number}", slug=f"union-{number}", kind="union")
    return crid


@pytest.mark.parametrize("path", ["/fr/organisations/", "/ar/organisations/", "/fr/organisations/?kind=union&q=zzz"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_directory_is_accessible(network, open_page, path, theme):
    assert_accessible(open_page(path, theme=theme, for_axe=True), here=True)


@pytest.mark.parametrize(
    "path", ["/fr/organisations/crid/", "/ar/organisations/crid/", "/fr/organisations/crid/correction/"]
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_organisation_page_is_accessible(network, open_page, path, theme):
    assert_accessible(open_page(path, theme=theme, for_axe=True), here=True)


@pytest.mark.parametrize("path", ["/fr/organisations/", "/ar/organisations/crid/"])
def test_nothing_overflows_on_a_telephone(network, open_page, path):
    page = open_page(path, width=360)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_keyboard_alone_searches_and_opens_a_page(network, page, live_server, no_outside_requests):
    page.goto(f"{live_server.url}/en/organisations/")
    page.locator("#q").focus()
    page.keyboard.type("echange")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Échanges Sud")
    expect(link).to_be_visible()
    expect(page.locator("#found")).to_contain_text("1")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Échanges Sud").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Échanges Sud")


def test_choosing_a_filter_changes_the_list_and_the_address(network, page, live_server, no_outside_requests):
    page.goto(f"{live_server.url}/en/organisations/")
    page.locator("input[name=kind][value=union]").focus()
    page.keyboard.press("Space")
    expect(page.locator("#found")).to_contain_text("3")
    expect(page).to_have_url(f"{live_server.url}/en/organisations/?q=&kind=union&sort=name")
    expect(page.locator("input[name=kind][value=union]")).to_be_checked()


def test_without_scripts_the_form_and_the_correction_work(network, open_page):
    page = open_page("/en/organisations/", language="en", javascript=False)
    page.locator("input[name=kind][value=union]").check()
    page.locator(".filters button").click()
    expect(page.locator("#found")).to_contain_text("3")
    page.get_by_role("link", name="Union 1").click()
    page.get_by_role("link", name="correction").click()
    page.locator("textarea").fill("It moved.")
    page.locator("main form button").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/correction/thanks/")
