"""The back office and one's own pages in a real browser: both themes, both directions, from phone to desk."""

from typing import Any

import pytest
from django.urls import reverse
from tests.e2e.conftest import OpenPage
from tests.e2e.looks import assert_good_looks, in_every_look
from tests.factories.network import (
    HideFactory,
    MandateFactory,
    OrganisationFactory,
    PolicyFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    TieFactory,
    steward,
)

from maillage.network.actions import proposals
from maillage.network.enums import TieState

pytestmark = pytest.mark.e2e


@pytest.fixture
def at_work() -> list[str]:
    """Addresses of the back office, each with something to show."""
    kept, other = OrganisationFactory(name="Échanges Sud"), OrganisationFactory(name="اتحاد الجنوب")
    tie = TieFactory(a=other, b=kept, state=TieState.DISPUTED)
    PresenceFactory(organisation=kept)
    proposals.propose_correction(kept, message="L’adresse n’est plus la bonne.")
    HideFactory(organisation=OrganisationFactory())
    policy = PolicyFactory(territory=TerritoryFactory())
    return [
        reverse("office:inbox"),
        reverse("organisations:index"),
        reverse("organisations:edit", args=[kept.pk]),
        reverse("office:facet-add", args=[kept.pk, "claims"]),
        reverse("office:tie", args=[tie.pk]),
        reverse("office:hides"),
        reverse("office:merge-compare", args=[kept.pk, other.pk]),
        reverse("themes:edit", args=[ThemeFactory().pk]),
        reverse("policies:edit", args=[policy.pk]),
        reverse("invitations:index"),
        reverse("journal:index"),
    ]


@in_every_look
def test_office_is_accessible_and_fits(
    at_work: list[str], open_page: OpenPage, sign_in: Any, live_server: Any, language: str, theme: str, width: int
):
    page = open_page(f"/{language}/", language=language, theme=theme, width=width, for_axe=True)
    sign_in(page, steward(person__language=language))
    for address in at_work:
        page.goto(live_server.url + address)
        assert page.locator("html").get_attribute("lang") == language
        assert_good_looks(page, width)


@in_every_look
def test_own_pages_are_accessible_and_fit(
    open_page: OpenPage, sign_in: Any, live_server: Any, language: str, theme: str, width: int
):
    mandate = MandateFactory(person__language=language)
    page = open_page(f"/{language}/", language=language, theme=theme, width=width, for_axe=True)
    sign_in(page, mandate.person)
    slug = mandate.organisation.slug
    for path in ("desk/", "me/", "me/data/", "me/sessions/", "accounts/2fa/", "accounts/email/", f"mine/{slug}/",
                 f"mine/{slug}/who-sees-what/", f"mine/{slug}/people/"):  # fmt: skip
        page.goto(f"{live_server.url}/{language}/{path}")
        assert_good_looks(page, width)
