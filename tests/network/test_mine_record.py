"""The record as one page, its identity, and "all of this is right"."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.network import (
    PIXEL,
    BodyFactory,
    ClaimFactory,
    ContactFactory,
    DescriptionFactory,
    IdentifierFactory,
    MandateFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    ThemeLinkFactory,
    TieFactory,
    steward,
)
from tests.network.mine_kit import at, errors, filled, send, sign_in

from maillage.network.enums import Audience, MandateRole, OrganisationKind, ProposalState
from maillage.network.models import ChangeProposal, Logo

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sud", founded="1982")


@pytest.fixture
def mine(client, organisation):
    return sign_in(client, MandateFactory(organisation=organisation).person)


def fill(organisation, times):
    for number in range(times):
        for factory in (
            NameFactory,
            ContactFactory,
            IdentifierFactory,
            ThemeLinkFactory,
            PresenceFactory,
            ClaimFactory,
            BodyFactory,
        ):
            factory(organisation=organisation)
        DescriptionFactory(organisation=organisation, language=("fr", "en", "es")[number])
        TieFactory(a=organisation)
        MandateFactory(organisation=organisation, role=MandateRole.EDITOR)


def test_list_leads_straight_to_the_only_organisation(mine, organisation):
    assert mine.get(reverse("network:mine"))["Location"] == at("detail", organisation)


def test_list_shows_each_organisation_with_my_roles(client):
    person = PersonFactory()
    for name in ("Nord", "Sud"):
        MandateFactory(person=person, organisation=OrganisationFactory(name=name), role=MandateRole.EDITOR)
    page = sign_in(client, person).get(reverse("network:mine")).content.decode()
    assert "Nord" in page
    assert "Sud" in page


def test_list_says_how_to_come_in_when_there_is_none(client):
    assert sign_in(client, PersonFactory()).get(reverse("network:mine")).status_code == 200


def test_record_shows_every_row_whatever_its_audience(mine, organisation):
    ContactFactory(organisation=organisation, value="https://secret.example/", audience=Audience.STEWARDS)
    assert "https://secret.example/" in mine.get(at("detail", organisation)).content.decode()


def test_record_asks_the_same_number_of_queries_for_one_row_and_three(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for times in (1, 3):
        organisation = OrganisationFactory()
        fill(organisation, times)
        for view in ("detail", "who-sees", "people"):
            sign_in(client, MandateFactory(organisation=organisation).person)
            client.get(at(view, organisation))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(at(view, organisation)).status_code == 200
            counts.append((view, len(queries)))
    assert counts[:3] == counts[3:]


def test_confirming_dates_the_record(mine, organisation):
    mine.post(at("confirm", organisation))
    organisation.refresh_from_db()
    assert organisation.last_confirmed_on == timezone.localdate()


# ── identity ────────────────────────────────────────────────────────────────


def test_reviewed_field_waits_for_a_steward(mine, organisation):
    page = send(mine, at("identity", organisation), kind=OrganisationKind.MOVEMENT, languages=["fr", "wo"])
    organisation.refresh_from_db()
    assert page.status_code == 200
    assert organisation.kind == OrganisationKind.ASSOCIATION
    assert organisation.languages == ["fr", "wo"]
    proposal = ChangeProposal.objects.get()
    assert proposal.changes == {"kind": "movement"}
    assert proposal.state == ProposalState.OPEN


def test_unchanged_identity_proposes_nothing(mine, organisation):
    send(mine, at("identity", organisation))
    assert not ChangeProposal.objects.exists()


def test_steward_changes_identity_at_once(client, organisation):
    send(sign_in(client, steward()), at("identity", organisation), kind=OrganisationKind.MOVEMENT)
    organisation.refresh_from_db()
    assert organisation.kind == OrganisationKind.MOVEMENT


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"founded": "last year"}, "founded"),
        ({"founded": "2003-02-31"}, "founded"),
        ({"founded": "1990", "dissolved": "1980", "state": "dissolved"}, "dissolved"),
        ({"dissolved": "2001"}, "state"),
        ({"languages": ["xx-nonsense"]}, "languages"),
    ],
)
def test_wrong_identity_names_the_field_and_keeps_what_was_typed(mine, organisation, answers, field):
    page = send(mine, at("identity", organisation), **answers)
    assert list(errors(page)) == [field]
    assert page.context["form"]["founded"].value() == answers.get("founded", "1982")
    assert not ChangeProposal.objects.exists()


def test_stale_form_says_so_and_keeps_what_was_typed(mine, organisation):
    url = at("identity", organisation)
    typed = filled(mine, url, languages=["es"])
    organisation.languages = ["pt"]
    organisation.save()
    page = mine.post(url, typed)
    assert "__all__" in errors(page)
    assert page.context["form"]["languages"].value() == ["es"]
    again = mine.post(url, typed | {"seen": page.context["form"]["seen"].value()}, follow=True)
    organisation.refresh_from_db()
    assert again.status_code == 200
    assert organisation.languages == ["es"]


# ── logo ────────────────────────────────────────────────────────────────────


def picture(content=PIXEL, name="logo.png"):
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    if content is PIXEL:
        out = BytesIO()
        Image.new("RGB", (40, 20), "red").save(out, format="PNG")
        content = out.getvalue()
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_logo_is_kept_and_removed(mine, organisation):
    mine.post(at("logo", organisation), {"image": picture(), "alternative_text": "A knot"})
    assert Logo.objects.get(organisation=organisation).alternative_text == "A knot"
    mine.post(at("logo-remove", organisation))
    assert not Logo.objects.exists()


def test_new_logo_keeps_the_audience_of_the_former(mine, organisation):
    mine.post(at("logo", organisation), {"image": picture(), "alternative_text": ""})
    Logo.objects.update(audience=Audience.MEMBERS, shown_to=Audience.MEMBERS)
    mine.post(at("logo", organisation), {"image": picture(), "alternative_text": "new"})
    assert Logo.objects.get().audience == Audience.MEMBERS


def test_logo_that_is_no_picture_is_refused(mine, organisation):
    page = mine.post(at("logo", organisation), {"image": picture(b"<svg onload=x>"), "alternative_text": ""})
    assert "image" in errors(page)
    assert not Logo.objects.exists()
