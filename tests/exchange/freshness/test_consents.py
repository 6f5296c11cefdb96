"""Agreeing and withdrawing by a link, and what every output says right after."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from tests.exchange.freshness.kit import asked, link, text, token_of, with_mailbox
from tests.factories.network import (
    ConsentFactory,
    HomeFactory,
    MandateFactory,
    OrganisationFactory,
    PolicyFactory,
    PresenceFactory,
    TerritoryFactory,
)

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.models import CheckRequest
from maillage.journal.models import Entry
from maillage.network.enums import Audience, FieldGroup, Precision, TerritoryKind
from maillage.network.models import ChangeProposal, Consent, Organisation
from maillage.network.readers import MEMBER, STRANGER
from maillage.network.tasks import refresh_what_ended

pytestmark = pytest.mark.django_db
FORMATS = ("csv", "xlsx", "ods", "jsonld", "geojson")


def agree(client, token, audience=Audience.PUBLIC, precision=Precision.COUNTRY, days=365):
    terms = {"audience": audience, "precision": precision, "expires_on": timezone.localdate() + timedelta(days=days)}
    return client.post(link(token), {"answer": "agree", **terms}, follow=True)


def shown_to_strangers(organisation):
    return Organisation.objects.visible_to(STRANGER).filter(pk=organisation.pk).exists()


def outputs(client, organisation):
    """Everything a stranger may ask for that could name the organisation: name of the output → what it says."""
    paths = {
        "directory": reverse("network:organisation-list"),
        "search": reverse("network:organisation-list") + "?q=zqname",
        "home": reverse("portal:home"),
        **{
            name: reverse(f"network:organisation-{name}", kwargs={"slug": organisation.slug})
            for name in ("detail", "vcard", "jsonld", "correct")
        },
        **{name: reverse("network:organisation-export", kwargs={"format": name}) for name in FORMATS},
    }
    return {name: said(client.get(path)) for name, path in paths.items()}


def said(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace").lower().replace("?q=zqname", "").replace('value="zqname"', "")


def naming(client, organisation, word="zqname"):
    return {name for name, words in outputs(client, organisation).items() if word in words}


@pytest.fixture
def organisation():
    HomeFactory()
    organisation = with_mailbox("zqmailbox@example.org", name="Zqname", slug="a-neutral-address")
    country = TerritoryFactory(name="Zqcountry", kind=TerritoryKind.COUNTRY, latitude=10, longitude=10)
    town = TerritoryFactory(name="Zqtown", kind=TerritoryKind.TOWN, parent=country, latitude=11, longitude=11)
    PresenceFactory(organisation=organisation, territory=town, address="Zqaddress")
    return organisation


def test_consent_is_kept_with_audience_precision_and_end(client, organisation):
    agree(client, asked(organisation)[1], Audience.MEMBERS, Precision.REGION, days=100)
    consent = Consent.objects.get()
    assert (consent.covers, consent.audience, consent.precision) == (
        FieldGroup.EVERYTHING, Audience.MEMBERS, Precision.REGION,
    )  # fmt: skip
    assert consent.expires_on == timezone.localdate() + timedelta(days=100)
    assert "contact" in consent.how
    assert Entry.objects.get(act="consent-given").on_behalf_of == organisation.pk
    assert CheckRequest.objects.get().answer == "right"


def test_narrower_consent_reaches_every_output_at_once(client, organisation):
    before = naming(client, organisation)
    assert before >= {"directory", "search", "detail", "vcard", "jsonld", *FORMATS}
    agree(client, asked(organisation)[1], Audience.MEMBERS)
    assert naming(client, organisation) == set()
    assert Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()


def test_precision_agreed_to_reaches_every_output_at_once(client, organisation):
    assert "detail" in naming(client, organisation, "zqtown")
    agree(client, asked(organisation)[1], Audience.PUBLIC, Precision.COUNTRY)
    assert naming(client, organisation, "zqtown") == set()
    assert "detail" in naming(client, organisation, "zqcountry")


def test_hiding_reaches_every_output_at_once(client, organisation):
    client.post(link(asked(organisation)[1]), {"answer": "hidden"})
    for word in ("zqname", "zqmailbox", "zqtown", "zqcountry"):
        assert naming(client, organisation, word) == set(), word


def test_withdrawing_reaches_every_output_at_once_and_leaves_no_value_in_the_journal(client, organisation):
    ConsentFactory(organisation=organisation, audience=Audience.PUBLIC, precision=Precision.TOWN)
    assert "detail" in naming(client, organisation)
    page = client.get(link(asked(organisation)[1]))
    assert 'value="withdrawn"' in text(page)
    client.post(link(token_of(mail.outbox[-1])), {"answer": "withdrawn"})
    assert naming(client, organisation) == set()
    assert not Organisation.objects.visible_to(MEMBER).filter(pk=organisation.pk).exists()
    journal = json.dumps([[e.act, e.details, e.reason] for e in Entry.objects.all()])
    assert "zq" not in journal.lower()
    assert CheckRequest.objects.get().answer == "withdrawn"


def test_withdrawing_ends_every_consent_in_force(client, organisation):
    for covers in (FieldGroup.PLACES, FieldGroup.CONTACTS):
        ConsentFactory(organisation=organisation, covers=covers, audience=Audience.PUBLIC)
    client.post(link(asked(organisation)[1]), {"answer": "withdrawn"})
    assert not Consent.objects.in_force().exists()


def test_end_of_a_consent_narrows_within_the_hour_and_the_organisation_is_asked(client, organisation):
    agree(client, asked(organisation)[1], Audience.PUBLIC, days=40)
    assert shown_to_strangers(organisation)
    with time_machine.travel(timezone.now() + timedelta(days=41), tick=False):
        refresh_what_ended(timestamp=0)
        assert naming(client, organisation) == set()
        assert asking.ask_due() == 1
        agree(client, token_of(mail.outbox[-1]), Audience.PUBLIC, days=40)  # what was agreed before may be repeated
        assert shown_to_strangers(organisation)


@pytest.mark.parametrize(("days", "status"), [(0, 400), (-1, 400), (1, 200), (5 * 365, 200), (5 * 365 + 1, 400)])
def test_consent_has_an_end_that_is_not_too_far(client, organisation, days, status):
    assert agree(client, asked(organisation)[1], days=days).status_code == status
    assert Consent.objects.exists() is (status == 200)


# ── widening ────────────────────────────────────────────────────────────────


@pytest.fixture
def cautious(organisation):
    """Nothing is shown of it before it agrees."""
    PolicyFactory(organisation=organisation, needs_consent=True, audience=Audience.PUBLIC, precision=Precision.TOWN)
    return organisation


def test_contact_address_cannot_widen_what_is_shown(client, settings, cautious):
    page = agree(client, asked(cautious)[1], Audience.PUBLIC)
    assert page.redirect_chain[-1][0].endswith("/waits/")
    assert not shown_to_strangers(cautious)
    assert not Consent.objects.exists()
    with translation.override(settings.LANGUAGE_CODE):
        assert str(Audience.PUBLIC.label) in ChangeProposal.objects.get().message


def test_someone_with_a_mandate_may_widen_up_to_the_policy(client, cautious):
    person = MandateFactory(organisation=cautious).person
    agree(client, asked(cautious)[1], Audience.PUBLIC, Precision.EXACT)
    assert shown_to_strangers(cautious)
    assert Consent.objects.get().given_by == person
    assert naming(client, cautious, "zqaddress") == set()


def test_contact_address_cannot_take_back_a_withdrawal(client, organisation):
    ConsentFactory(organisation=organisation, audience=Audience.PUBLIC, withdrawn_at=timezone.now())
    agree(client, asked(organisation)[1], Audience.MEMBERS)
    assert Consent.objects.count() == 1


def test_contact_address_may_narrow_what_was_agreed(client, organisation):
    ConsentFactory(organisation=organisation, audience=Audience.PUBLIC, precision=Precision.TOWN)
    agree(client, asked(organisation)[1], Audience.MEMBERS, Precision.TOWN)
    assert Consent.objects.count() == 2
    assert not shown_to_strangers(organisation)


def test_consent_of_another_organisation_is_not_shown(client, organisation):
    ConsentFactory(organisation=OrganisationFactory(), audience=Audience.PUBLIC)
    assert client.get(link(asked(organisation)[1])).context["record"].consents == []


def test_form_opens_on_what_is_agreed_or_shown_today(client, organisation):
    page = client.get(link(asked(organisation)[1]))
    assert page.context["consent"].initial["audience"] == Audience.PUBLIC
    assert page.context["consent"].initial["precision"] == Precision.EXACT
    ConsentFactory(organisation=organisation, audience=Audience.MEMBERS, precision=Precision.REGION)
    page = client.get(link(token_of(mail.outbox[-1])))
    assert page.context["consent"].initial["audience"] == Audience.MEMBERS
    assert page.context["consent"].initial["precision"] == Precision.REGION
