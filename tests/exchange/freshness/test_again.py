"""Asking for a new link: the same answer for every address, by the same steps."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.exchange.freshness.kit import FORM_KEY, asked, link, text, token_of, with_mailbox
from tests.factories.network import HideFactory, MandateFactory, OrganisationFactory

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.models import CheckRequest
from maillage.exchange.freshness.queries import spoken_for
from maillage.exchange.freshness.recipients import digest_of

pytestmark = pytest.mark.django_db
AGAIN = "/en/check/"


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def send_to(address):
    return asking.send_links(spoken_for(address), digest=digest_of(address))


def ask_for_link(client, address):
    """The answer, how many queries of each kind it took, and how many jobs it left."""
    with CaptureQueriesContext(connection) as queries:
        response = client.post(AGAIN, {"email": address}, follow=True)
    return (
        [hop[0] for hop in response.redirect_chain],
        FORM_KEY.sub("", text(response)),
        [query["sql"].split()[0] for query in queries],
    )


def test_known_and_unknown_addresses_get_the_same_answer_by_the_same_steps(client):
    with_mailbox("known@example.org")
    person = MandateFactory(organisation=OrganisationFactory()).person
    ask_for_link(client, "first@example.org")  # what a process keeps is kept from now on
    answers = [ask_for_link(client, address) for address in ("known@example.org", person.email, "nobody@example.org")]
    assert answers[0] == answers[1] == answers[2]
    assert mail.outbox == []  # the worker writes, later
    jobs = ProcrastinateJob.objects.filter(task_name="exchange.send_check_link")
    assert [len(job.args["organisations"]) for job in jobs.order_by("pk")] == [0, 1, 1, 0]
    assert "@" not in str([job.args for job in jobs])


def test_asking_twice_in_a_row_leaves_one_job(client):
    for _twice in range(2):
        assert client.post(AGAIN, {"email": "known@example.org"}).status_code == 302
    assert ProcrastinateJob.objects.filter(task_name="exchange.send_check_link").count() == 1


def test_looking_writes_nothing_and_a_word_that_is_no_address_is_refused(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(AGAIN).status_code == 200
    assert {query["sql"].split()[0] for query in queries} <= {"SELECT"}
    assert client.post(AGAIN, {"email": "nonsense"}).status_code == 400


def test_new_link_opens_a_question_for_whom_the_address_speaks():
    organisation = with_mailbox("Known@example.org")
    assert send_to("known@example.ORG") == 1
    assert CheckRequest.objects.get().organisation == organisation


def test_one_link_an_hour(client):
    request, first = asked(with_mailbox("known@example.org"))
    assert send_to("known@example.org") == 0
    CheckRequest.objects.update(last_sent_at=timezone.now() - timedelta(hours=2))
    assert send_to("known@example.org") == 1
    assert send_to("known@example.org") == 0
    second = token_of(mail.outbox[-1])
    assert [client.get(link(token)).status_code for token in (first, second)] == [200, 200]
    assert CheckRequest.objects.get() == request


def test_address_that_no_longer_speaks_gets_nothing():
    with_people = with_mailbox("contact@example.org")
    MandateFactory(organisation=with_people)
    hidden = with_mailbox("hidden@example.org")
    HideFactory(organisation=hidden)
    for address in ("contact@example.org", "hidden@example.org", "nobody@example.org"):
        assert send_to(address) == 0
    assert mail.outbox == []


def test_someone_who_acts_for_several_gets_a_link_for_each():
    first = MandateFactory()
    MandateFactory(person=first.person)
    assert send_to(first.person.email) == 2
    assert {letter.to[0] for letter in mail.outbox} == {first.person.email}


def test_whoever_asks_gets_a_link_even_if_we_do_not_ask_any_more():
    organisation = with_mailbox("known@example.org")
    asking.stop(organisation, by=None)
    assert send_to("known@example.org") == 1
