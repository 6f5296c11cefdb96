"""Mails that came back: by the provider's webhook, by the command line, by hand."""

import base64
import io
import json
import types

import pytest
from django.core.management import CommandError, call_command
from django.urls import get_resolver
from tests.factories.letters import SubscriptionFactory

from maillage.journal.models import Entry
from maillage.letters.actions.bounces import forget_bounce, note_bounce
from maillage.letters.enums import BounceKind
from maillage.letters.models import Subscription
from maillage.letters.reports import failed_addresses
from maillage.letters.urls import webhook

pytestmark = pytest.mark.django_db
SECRET = "postmark:a-secret"

REPORT = b"""\
From: mailer-daemon@mail.example
To: noreply@network.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; gone@example.org
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; full@example.org
Action: delayed
Status: 4.2.2

--b--
"""


def test_every_subscription_of_the_address_ends_and_the_journal_names_no_address():
    for _n in range(2):
        SubscriptionFactory(address="gone@example.org")
    SubscriptionFactory(address="gone@example.org", state="asked")
    assert note_bounce("Gone@Example.org", kind=BounceKind.NO_MAILBOX) == 2
    assert note_bounce("gone@example.org", kind=BounceKind.NO_MAILBOX) == 0
    assert {row.state for row in Subscription.objects.all()} == {"bounced"}
    entries = Entry.objects.filter(act="subscription-bounced")
    assert entries.count() == 2
    assert "gone" not in str([entry.details for entry in entries])


def test_a_forgotten_bounce_lets_the_address_ask_again():
    row = SubscriptionFactory(state="bounced")
    forget_bounce(row, by=None)
    assert not Subscription.objects.exists()


def test_reports_of_mail_servers_are_read():
    assert failed_addresses(REPORT) == ["gone@example.org"]
    assert failed_addresses(b"Subject: Hello\n\nNo report at all") == []


def test_command_notes_addresses_and_reports(monkeypatch, capsys):
    SubscriptionFactory(address="gone@example.org")
    SubscriptionFactory(address="amal@example.org")
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO(REPORT)))
    call_command("bounce", "--report")
    assert Subscription.objects.get(state="bounced").address == "gone@example.org"
    call_command("bounce", "amal@example.org", "--complaint")
    assert Subscription.objects.get(address="amal@example.org").bounce == "complaint"
    with pytest.raises(CommandError):
        call_command("bounce")


@pytest.fixture
def provider(settings):
    """An instance whose mail leaves by a provider."""
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "postmark", SECRET
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    urls = types.ModuleType("urls_with_webhook")
    urls.urlpatterns = [*webhook.patterns(), *get_resolver("config.urls").url_patterns]
    settings.ROOT_URLCONF = urls


def tell(client, secret=SECRET, **event):
    key = base64.b64encode(secret.encode()).decode()
    body = json.dumps({"MessageID": "1", "BouncedAt": "2026-11-01T00:00:00Z", **event})
    return client.post("/mail/events/", body, content_type="application/json", HTTP_AUTHORIZATION=f"Basic {key}")


def test_without_a_provider_there_is_no_webhook(client):
    assert webhook.patterns() == []
    assert client.post("/mail/events/", follow=True).status_code == 404


def test_provider_tells_of_bounces_and_complaints(client, provider):
    for name in ("gone", "angry", "slow"):
        SubscriptionFactory(address=f"{name}@example.org")
    bounce = {"RecordType": "Bounce", "Type": "HardBounce", "TypeCode": 1, "Email": "gone@example.org"}
    assert tell(client, **bounce).status_code == 200
    complaint = {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "TypeCode": 512, "Email": "angry@example.org"}
    assert tell(client, **complaint).status_code == 200
    assert tell(client, RecordType="Bounce", Type="Transient", TypeCode=2, Email="slow@example.org").status_code == 200
    found = dict(Subscription.objects.values_list("address", "state"))
    assert found == {"gone@example.org": "bounced", "angry@example.org": "bounced", "slow@example.org": "confirmed"}
    assert Subscription.objects.get(address="angry@example.org").bounce == "complaint"


def test_without_the_secret_nothing_is_believed(client, provider):
    SubscriptionFactory(address="amal@example.org")
    answer = tell(
        client, secret="guess:ed", RecordType="Bounce", Type="HardBounce", TypeCode=1, Email="amal@example.org"
    )
    assert answer.status_code == 400
    assert Subscription.objects.get().state == "confirmed"
