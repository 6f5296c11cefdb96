"""What a link does: read, and answer once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.exchange.freshness.kit import FORM_KEY, asked, link, text, token_of, with_mailbox
from tests.factories.network import (
    ContactFactory,
    HideFactory,
    MandateFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    steward,
)

from maillage.exchange.freshness.actions import answering
from maillage.exchange.freshness.enums import Answer
from maillage.exchange.freshness.models import CheckLink, CheckRequest, CheckStop
from maillage.journal.models import Entry
from maillage.network.actions.merging import merge
from maillage.network.actions.safety import lift_hide
from maillage.network.enums import Audience, ContactKind, OrganisationKind, OrganisationState
from maillage.network.models import ChangeProposal, EmergencyHide, Organisation
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db


def answer(client, token, given, **more):
    return client.post(link(token), {"answer": given, **more}, follow=True)


# ── looking ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("view", ["check", "check-correct"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_writes_nothing(client, view, method):
    _request, token = asked(with_mailbox())
    with CaptureQueriesContext(connection) as queries:
        assert getattr(client, method)(link(token, view)).status_code == 200
    words = {query["sql"].split()[0].upper() for query in queries}
    assert words == {"SELECT"}


def test_machines_that_follow_links_answer_nothing(client):
    request, token = asked(with_mailbox())
    for path in (
        link(token),
        link(token, "check-correct"),
        link(token) + "?answer=hidden",
        link(token) + "?answer=right",
    ):
        client.get(path)
    request.refresh_from_db()
    assert request.answer == Answer.WAITING


def test_answer_needs_the_page_it_comes_from():
    _request, token = asked(with_mailbox())
    assert Client(enforce_csrf_checks=True).post(link(token), {"answer": "hidden"}).status_code == 403
    assert CheckRequest.objects.get().answer == Answer.WAITING


def test_page_says_to_whom_each_value_is_shown(client):
    organisation = with_mailbox(name="Sud")
    ContactFactory(organisation=organisation, kind=ContactKind.PHONE, value="+33 1", audience=Audience.MEMBERS)
    ContactFactory(organisation=organisation, kind=ContactKind.SIGNAL, value="zqsteward", audience=Audience.STEWARDS)
    page = client.get(link(asked(organisation)[1]))
    shown = {str(line.row): line.public is not None for _kind, lines in page.context["record"].sheets for line in lines}
    assert shown == {"Sud": True, "hello@example.org": True, "+33 1": False}
    assert "zqsteward" not in text(page)


def test_page_is_not_kept_nor_indexed(client):
    page = client.get(link(asked(with_mailbox())[1]))
    assert "no-store" in page["Cache-Control"]
    assert 'content="noindex, nofollow"' in text(page)


def test_record_for_stewards_is_not_repeated_on_a_page_that_a_link_opens(client):
    organisation = with_mailbox(name="Zqname", audience=Audience.STEWARDS)
    token = asked(organisation)[1]
    for view in ("check", "check-correct"):
        page = client.get(link(token, view))
        assert page.status_code == 200
        assert "Zqname" not in text(page)


def test_page_asks_the_same_number_of_queries_for_one_and_three_values(client):
    counts = []
    for number in (1, 3):
        organisation = with_mailbox(f"{number}@example.org")
        for each in range(number):
            ContactFactory(organisation=organisation)
            NameFactory(organisation=organisation, kind="former", text=f"Former {each}")
            PresenceFactory(organisation=organisation)
        token = asked(organisation)[1]
        client.get(link(token))
        with CaptureQueriesContext(connection) as queries:
            client.get(link(token))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ── the four answers ────────────────────────────────────────────────────────


def test_it_is_right(client):
    request, token = asked(with_mailbox())
    page = answer(client, token, "right")
    assert page.redirect_chain[-1][0].endswith("/check/done/right/")
    request.refresh_from_db()
    assert (request.answer, request.used_at.date()) == (Answer.RIGHT, timezone.now().date())
    assert request.organisation.last_confirmed_on == timezone.localdate()
    entry = Entry.objects.get(act="check-answered")
    assert (entry.actor_id, entry.on_behalf_of, entry.details) == (None, request.organisation_id, {"answer": "right"})


def test_answer_of_someone_with_a_mandate_is_theirs(client):
    organisation = OrganisationFactory()
    person = MandateFactory(organisation=organisation).person
    answer(client, asked(organisation)[1], "right")
    assert {entry.actor_id for entry in Entry.objects.filter(act__in=("check-answered", "organisation-confirmed"))} == {
        person.pk
    }


def test_correcting_goes_to_the_inbox_and_changes_nothing(client):
    organisation = with_mailbox(name="Sud", founded="1990", kind=OrganisationKind.ASSOCIATION)
    request, token = asked(organisation)
    page = client.get(link(token, "check-correct"))
    sent = {name: field.initial or "" for name, field in page.context["form"].fields.items()}
    contact = f"contact-{organisation.contacts.get().pk}"
    sent |= {"founded": "1991", contact: "new@example.org", "message": "We moved."}
    assert client.post(link(token, "check-correct"), sent, follow=True).redirect_chain
    proposal = ChangeProposal.objects.get()
    assert proposal.changes == {"founded": "1991"}
    assert "hello@example.org" in proposal.message
    assert "new@example.org" in proposal.message
    assert "We moved." in proposal.message
    organisation.refresh_from_db()
    assert (organisation.founded, organisation.contacts.get().value) == ("1990", "hello@example.org")
    request.refresh_from_db()
    assert request.answer == Answer.CORRECTED


def test_correcting_nothing_uses_nothing_up(client):
    request, token = asked(with_mailbox())
    page = client.get(link(token, "check-correct"))
    sent = {name: field.initial or "" for name, field in page.context["form"].fields.items()}
    assert client.post(link(token, "check-correct"), sent).status_code == 400
    request.refresh_from_db()
    assert request.answer == Answer.WAITING


def test_hiding_takes_effect_at_once_and_is_undone_exactly(client):
    organisation = with_mailbox(name="Sud")
    _request, token = asked(organisation)
    answer(client, token, "hidden")
    assert not Organisation.objects.visible_to(STRANGER).exists()
    assert client.get("/en/organisations/sud/").status_code == 404
    order = EmergencyHide.objects.get()
    assert "organisation" in order.reason
    assert Entry.objects.get(act="check-answered").on_behalf_of == organisation.pk
    lift_hide(order, by=steward())
    assert "hello@example.org" in text(client.get("/en/organisations/sud/"))


def test_saying_gone_waits_for_a_steward(client):
    organisation = with_mailbox(name="Sud")
    answer(client, asked(organisation)[1], "gone", dissolved="2019")
    organisation.refresh_from_db()
    assert organisation.state == OrganisationState.ACTIVE
    assert ChangeProposal.objects.get().changes == {"state": "dissolved", "dissolved": "2019"}
    assert Organisation.objects.visible_to(STRANGER).filter(pk=organisation.pk).exists()


def test_saying_gone_with_a_day_that_is_none_uses_nothing_up(client):
    request, token = asked(with_mailbox())
    assert answer(client, token, "gone", dissolved="long ago").status_code == 400
    request.refresh_from_db()
    assert request.answer == Answer.WAITING


def test_declining_letters_is_kept(client):
    request, token = asked(with_mailbox())
    answer(client, token, "stopped")
    request.refresh_from_db()
    assert request.answer == Answer.STOPPED
    assert CheckStop.objects.get().organisation_id == request.organisation_id


def test_an_answer_that_does_not_exist_uses_nothing_up(client):
    request, token = asked(with_mailbox())
    assert answer(client, token, "destroy").status_code == 400
    request.refresh_from_db()
    assert request.answer == Answer.WAITING


# ── once ────────────────────────────────────────────────────────────────────


def test_link_used_old_unknown_or_shut_reads_the_same(client):
    def page_at(token):
        response = client.get(link(token))
        return response.status_code, FORM_KEY.sub("", text(response)).replace(token, "")

    organisation = with_mailbox()
    used = asked(organisation)[1]
    answer(client, used, "right")
    unknown = page_at("x" * 43)
    assert unknown[0] == 410
    assert page_at(used) == unknown

    _request, late = asked(organisation)
    assert page_at(late) != unknown
    with time_machine.travel(timezone.now() + timedelta(days=30, seconds=1), tick=False):
        assert page_at(late) == unknown

    hide = HideFactory(organisation=organisation)
    assert page_at(late) == unknown
    lift_hide(hide, by=None)
    assert page_at(late) != unknown
    merge(OrganisationFactory(), organisation, by=None)
    assert page_at(late) == unknown


def test_link_of_someone_whose_mandate_ended_is_void(client):
    organisation = OrganisationFactory()
    leaving = MandateFactory(organisation=organisation)
    MandateFactory(organisation=organisation)
    asked(organisation)
    token = next(token_of(letter) for letter in mail.outbox if letter.to == [leaving.person.email])
    assert client.get(link(token)).status_code == 200
    leaving.revoked_at = timezone.now()
    leaving.save()
    assert client.get(link(token)).status_code == 410
    assert client.post(link(token), {"answer": "hidden"}).status_code == 410


def test_link_to_an_address_that_is_no_longer_the_contact_is_void(client):
    organisation = with_mailbox()
    token = asked(organisation)[1]
    organisation.contacts.update(value="other@example.org")
    assert client.get(link(token)).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_taken():
    _request, token = asked(with_mailbox())
    outcomes, together = [], threading.Barrier(2)

    def press(act):
        together.wait()
        try:
            act(token)
            outcomes.append("done")
        except answering.CheckOver:
            outcomes.append("over")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(act,)) for act in (answering.say_right, answering.hide)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "over"]
    assert Entry.objects.filter(act="check-answered").count() == 1
    assert EmergencyHide.objects.count() + Entry.objects.filter(act="organisation-confirmed").count() == 1


def test_a_refusal_leaves_the_link_as_it_was(client):
    request, token = asked(with_mailbox())
    for number in range(20):
        ChangeProposal.objects.create(organisation=request.organisation, message=f"{number}")
    assert client.post(link(token, "check-correct"), {"message": "One more"}).status_code == 400
    request.refresh_from_db()
    assert request.answer == Answer.WAITING
    assert CheckLink.objects.filter(request=request).exists()


@pytest.mark.parametrize("answer", ["right", "hidden", "gone", "corrected", "withdrawn", "stopped", "waits"])
def test_what_happens_now_is_said_without_naming_anyone(client, answer):
    assert client.get(f"/en/check/done/{answer}/").status_code == 200


def test_no_page_for_an_answer_that_is_none(client):
    assert client.get("/en/check/done/waiting/").status_code == 404
