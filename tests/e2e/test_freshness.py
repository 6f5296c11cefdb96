"""A letter, its page, and one visible act; without an account, with and without JavaScript, and on a phone."""

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from tests.e2e.conftest import OpenPage, assert_accessible
from tests.e2e.looks import assert_good_looks, in_every_look
from tests.exchange.freshness.kit import asked, link, with_mailbox
from tests.factories.home import network_at_work
from tests.factories.network import ContactFactory, OrganisationFactory, PresenceFactory, steward

from maillage.exchange.freshness.models import CheckRequest
from maillage.network.models import ChangeProposal, Consent, EmergencyHide

pytestmark = pytest.mark.e2e


@pytest.fixture(autouse=True)
def _letters_in_memory(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def token() -> str:
    network_at_work()
    organisation = with_mailbox(name="Mouettes")
    ContactFactory(organisation=organisation, kind="phone", value="+33 1 23 45", audience=10)
    PresenceFactory(organisation=organisation)
    return asked(organisation)[1]


@in_every_look
def test_pages_of_a_link_are_accessible_and_fit(open_page: OpenPage, token: str, language: str, theme: str, width: int):
    page = open_page(f"/{language}/check/", language=language, theme=theme, width=width, for_axe=True)
    origin = page.url.split(f"/{language}/")[0]
    for path in ("check/", f"check/{token}/", f"check/{token}/correct/", "check/none/", "check/done/hidden/"):
        page.goto(f"{origin}/{language}/{path}")
        assert_good_looks(page, width)


def test_hiding_by_one_press_without_javascript(open_page: OpenPage, token: str):
    page = open_page(link(token), language="en", javascript=False, width=360)
    page.get_by_role("button", name="Hide us").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are hidden")
    assert EmergencyHide.objects.in_force().count() == 1
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")


def test_agreeing_to_what_may_be_shown(page: Page, live_server, token: str, no_outside_requests: list[str]):
    page.goto(live_server.url + link(token))
    page.get_by_label("May be shown to").select_option(label="members of the network")
    page.get_by_label("Our places, as exactly as").select_option(label="country")
    page.get_by_role("button", name="Everything is right, and we agree to what is chosen here").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Consent.objects.get().audience == 10


def test_correcting_in_words(open_page: OpenPage, token: str):
    page = open_page(link(token), language="en", javascript=False)
    page.get_by_role("link", name="Correct the record").click()
    page.get_by_label("telephone").fill("+33 9 99")
    page.get_by_label("Anything else that should change").fill("We moved to Lyon.")
    page.get_by_role("button", name="Send the correction").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert "+33 9 99" in ChangeProposal.objects.get().message


@pytest.mark.parametrize("width", [360, 1280])
def test_steward_asks_now(page: Page, live_server, sign_in, width: int):
    with_mailbox(name="Mouettes")
    OrganisationFactory(name="Nobody to write to")
    sign_in(page, steward())
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/en/desk/")
    page.get_by_role("link", name="Open the board").click()
    assert_accessible(page)
    page.get_by_label("Mouettes").check()
    page.get_by_role("button", name="Ask now").click()
    expect(page.get_by_text("1 organisation: done.")).to_be_visible()
    assert CheckRequest.objects.count() == 1
    assert len(mail.outbox) == 1
