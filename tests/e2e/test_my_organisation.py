"""My organisation in a real browser: by keyboard, without JavaScript, on a narrow telephone."""

from typing import Any

import pytest
from django.urls import reverse
from tests.e2e.conftest import assert_accessible
from tests.factories.network import (
    ContactFactory,
    DescriptionFactory,
    MandateFactory,
    OrganisationFactory,
    PresenceFactory,
    TieFactory,
)
from tests.network.mine_kit import at

from maillage.network.enums import Audience, TieState

pytestmark = pytest.mark.e2e


@pytest.fixture
def organisation() -> Any:
    organisation = OrganisationFactory(name="Sud")
    for factory in (ContactFactory, DescriptionFactory, PresenceFactory):
        factory(organisation=organisation)
    TieFactory(a=OrganisationFactory(name="Attac"), b=organisation, state=TieState.PROPOSED)
    return organisation


@pytest.fixture
def coordinator(organisation: Any) -> Any:
    return MandateFactory(organisation=organisation).person


@pytest.mark.parametrize("view", ["detail", "who-sees", "identity", "people", "invite", "logo"])
@pytest.mark.parametrize("width", [360, 1280])
def test_page_is_accessible(page, live_server, sign_in, organisation, coordinator, view, width):
    sign_in(page, coordinator)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + at(view, organisation))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page)


@pytest.mark.parametrize("kind", ["names", "descriptions", "contacts", "figures"])
def test_form_is_accessible(page, live_server, sign_in, organisation, coordinator, kind):
    sign_in(page, coordinator)
    page.goto(live_server.url + at("facet-add", organisation, kind=kind))
    assert_accessible(page)


def test_contact_is_added_by_keyboard_alone(page, live_server, sign_in, organisation, coordinator, no_outside_requests):
    sign_in(page, coordinator)
    page.goto(live_server.url + at("facet-add", organisation, kind="contacts"))
    page.locator("#id_kind").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.type("BP 12, Dakar")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mine/sud/#contacts")
    assert organisation.contacts.filter(value="BP 12, Dakar").exists()


def test_audience_is_previewed_and_saved_without_javascript(open_page, sign_in, live_server, organisation, coordinator):
    page = open_page(reverse("portal:home"), javascript=False, width=360)
    sign_in(page, coordinator)
    contact = organisation.contacts.get()
    page.goto(live_server.url + at("who-sees", organisation))
    assert page.locator("#preview").inner_text().count(contact.value) == 2
    page.locator(f"#id_contactpoint-{contact.pk}").select_option("30")
    page.locator("button[name=preview]").click()
    assert contact.value not in page.locator("#preview").inner_text()
    contact.refresh_from_db()
    assert contact.audience == Audience.PUBLIC
    page.locator("button[name=save]").click()
    contact.refresh_from_db()
    assert contact.audience == Audience.STEWARDS


def test_preview_follows_each_choice(page, live_server, sign_in, organisation, coordinator, no_outside_requests):
    sign_in(page, coordinator)
    contact = organisation.contacts.get()
    page.goto(live_server.url + at("who-sees", organisation))
    with page.expect_response("**/preview/"):
        page.locator(f"#id_contactpoint-{contact.pk}").select_option("30")
    page.wait_for_function("value => !document.querySelector('#preview').innerText.includes(value)", arg=contact.value)
    contact.refresh_from_db()
    assert contact.audience == Audience.PUBLIC


def test_tie_is_confirmed_without_javascript(open_page, sign_in, live_server, organisation, coordinator):
    tie = organisation.ties_in.get()
    page = open_page(reverse("portal:home"), javascript=False, width=360)
    sign_in(page, coordinator)
    page.goto(live_server.url + reverse("portal:desk"))
    page.get_by_role("link", name="Attac").click()
    page.locator("form[action$='confirm/'] button").click()
    tie.refresh_from_db()
    assert tie.confirmed_b_at is not None
