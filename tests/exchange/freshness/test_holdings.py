"""What is held about whoever asked, shown, erased and forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.exchange.freshness.kit import asked, with_mailbox
from tests.factories.network import steward

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.models import CheckRequest, CheckStop
from maillage.kit import personal_data

pytestmark = pytest.mark.django_db
HOLDING = personal_data.holdings["checks"]


def asked_long_ago(organisation, days, answer="right"):
    then = timezone.now() - timedelta(days=days)
    return CheckRequest.objects.create(
        organisation=organisation, recipients="contact", sent_at=then, last_sent_at=then,
        expires_at=then + timedelta(days=30), answer=answer, used_at=None if answer == "none" else then,
    )  # fmt: skip


def test_whoever_asked_reads_it_and_erases_it():
    person, organisation = steward(), with_mailbox(name="Sud")
    asking.ask(organisation, by=person)
    asking.stop(with_mailbox("b@example.org", name="Nord"), by=person)
    assert [row["organisation"] for row in personal_data.held_about(person.pk)["checks"]] == ["Sud", "Nord"]
    assert HOLDING.erase(person.pk) == 2
    assert CheckRequest.objects.get().asked_by is None
    assert CheckStop.objects.get().stopped_by is None
    assert HOLDING.rows(person.pk) == []


def test_old_questions_go_and_the_last_one_stays(settings):
    settings.RETENTION_DAYS = settings.CHECK_AFTER_DAYS = 365
    organisation, other = with_mailbox(), with_mailbox("b@example.org")
    for days in (1200, 800, 400, 100):
        asked_long_ago(organisation, days)
    only = asked_long_ago(other, 1200, "none")
    assert HOLDING.expire(timezone.now()) == 3
    assert CheckRequest.objects.filter(organisation=other).get() == only
    assert CheckRequest.objects.filter(organisation=organisation).count() == 1


def test_links_are_gone_with_the_answer():
    request, _token = asked(with_mailbox())
    asking.stop(request.organisation, by=None)
    assert not request.links.exists()
