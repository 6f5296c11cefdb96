"""Who is asked, when, by whom, and how often."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.exchange.freshness.kit import asked, link, token_of, with_mailbox
from tests.factories.accounts import PersonFactory
from tests.factories.network import (
    ConsentFactory,
    HideFactory,
    HomeFactory,
    MandateFactory,
    OrganisationFactory,
    TieFactory,
    steward,
)

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.enums import Answer, Recipients
from maillage.exchange.freshness.models import CheckRequest, CheckStop
from maillage.exchange.freshness.queries import due
from maillage.exchange.freshness.tasks import ask_organisations
from maillage.journal.models import Entry
from maillage.kit.errors import DomainError
from maillage.network.actions.merging import merge
from maillage.network.actions.organisations import add_organisation, confirm_record
from maillage.network.enums import Audience, MandateRole, OrganisationState
from maillage.network.models import Consent, Organisation

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


def old(organisation, days=400):
    """Last confirmed so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    Organisation.objects.filter(pk=organisation.pk).update(last_confirmed_on=day)
    return organisation


def asked_now():
    """The names of those who are due."""
    return [str(organisation) for organisation in due()]


# ── who is due ──────────────────────────────────────────────────────────────


def test_record_is_asked_about_after_the_set_time(settings):
    settings.CHECK_AFTER_DAYS = 100
    old(with_mailbox(name="Old"), days=101)
    old(with_mailbox(name="Fresh"), days=99)
    assert asked_now() == ["Old"]


def test_record_never_confirmed_is_asked_about_a_year_after_it_was_added():
    with time_machine.travel(timezone.now() - timedelta(days=370), tick=False):
        added = add_organisation(name="Added long ago", by=None)
    MandateFactory(organisation=added)
    assert asked_now() == ["Added long ago"]  # though written to since: a mandate, a contact
    Organisation.objects.filter(pk=added.pk).update(updated_at=timezone.now())
    assert asked_now() == ["Added long ago"]


def test_the_oldest_are_asked_first_and_so_many_a_day(monkeypatch):
    monkeypatch.setattr(asking, "BATCH", 2)
    for name, days in (("B", 500), ("C", 400), ("A", 600)):
        old(with_mailbox(f"{name}@example.org", name=name), days)
    assert asking.ask_due() == 2
    assert [letter.to[0] for letter in mail.outbox] == ["A@example.org", "B@example.org"]
    assert asked_now() == ["C"]


@pytest.mark.parametrize("why", ["no address", "home", "dissolved", "merged", "stopped", "hidden", "network hidden"])
def test_no_letter_goes(why):
    home = HomeFactory()
    organisation = old(OrganisationFactory(name="X") if why == "no address" else with_mailbox(name="X"))
    if why == "home":
        Organisation.objects.filter(pk=home.pk).update(is_home=False)
        Organisation.objects.filter(pk=organisation.pk).update(is_home=True)
        Organisation.objects.filter(pk=home.pk).update(last_confirmed_on=timezone.localdate())
    if why == "dissolved":
        Organisation.objects.filter(pk=organisation.pk).update(state=OrganisationState.DISSOLVED)
    if why == "merged":
        merge(OrganisationFactory(last_confirmed_on=timezone.localdate()), organisation, by=None)
    if why == "stopped":
        asking.stop(organisation, by=None)
    if why == "hidden":
        HideFactory(organisation=organisation)
    if why == "network hidden":
        TieFactory(a=organisation, b=home)
        HideFactory(network=home)
    assert asking.ask_due() == 0
    assert mail.outbox == []
    if why != "dissolved":  # a steward may ask whether it is
        with pytest.raises(DomainError):
            asking.ask(organisation, by=steward())
    assert mail.outbox == []


def test_wish_of_an_absorbed_record_binds_the_one_that_is_kept():
    kept, absorbed = old(with_mailbox(name="Kept")), with_mailbox("b@example.org", name="Absorbed")
    asking.stop(absorbed, by=None)
    merge(kept, absorbed, by=None)
    assert asked_now() == []


def test_contact_of_a_record_for_stewards_is_written_to_by_a_steward_only():
    organisation = old(with_mailbox(name="Quiet", audience=Audience.STEWARDS))
    assert asked_now() == []
    asking.ask(organisation, by=steward())
    assert len(mail.outbox) == 1


def test_people_of_a_record_for_stewards_know_of_it_and_are_asked():
    organisation = old(OrganisationFactory(name="Quiet", audience=Audience.STEWARDS))
    MandateFactory(organisation=organisation)
    assert asked_now() == ["Quiet"]


def test_organisation_whose_consent_has_ended_is_asked_again_once():
    organisation = with_mailbox(name="Agreed", last_confirmed_on=timezone.localdate())
    ConsentFactory(organisation=organisation, audience=Audience.PUBLIC, expires_on=timezone.localdate() - timedelta(1))
    organisation.refresh_from_db()
    assert organisation.shown_to == Audience.STEWARDS
    assert asking.ask_due() == 1
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        asking.close_unanswered()
        assert asking.ask_due() == 0


def test_consent_that_was_withdrawn_or_replaced_asks_nothing():
    yesterday = timezone.localdate() - timedelta(1)
    for name, later in (("Withdrawn", False), ("Replaced", True)):
        organisation = with_mailbox(name=name, last_confirmed_on=timezone.localdate())
        ended = ConsentFactory(organisation=organisation, audience=Audience.PUBLIC, expires_on=yesterday)
        if later:
            ConsentFactory(organisation=organisation, audience=Audience.PUBLIC)
        else:
            Consent.objects.filter(pk=ended.pk).update(withdrawn_at=timezone.now())
    assert asked_now() == []


def test_no_answer_is_not_followed_by_another_question_before_its_time():
    organisation = old(with_mailbox())
    asking.ask_due()
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        ask_organisations(timestamp=0)
        assert asked_now() == []
    with time_machine.travel(timezone.now() + YEAR, tick=False):
        assert asked_now() == [str(organisation)]


# ── to whom, in which words ─────────────────────────────────────────────────


def test_people_with_a_mandate_are_asked_each_in_their_language():
    organisation = old(with_mailbox(name="Sud"))
    for role, language in ((MandateRole.COORDINATOR, "es"), (MandateRole.EDITOR, "en"), (MandateRole.TREASURER, "en")):
        MandateFactory(organisation=organisation, role=role, person=PersonFactory(language=language))
    MandateFactory(organisation=organisation, person=PersonFactory(is_active=False))
    request = asking.ask(organisation, by=None)
    assert sorted("/en/check/" in letter.body for letter in mail.outbox) == [False, True]
    assert sorted("/es/check/" in letter.body for letter in mail.outbox) == [False, True]
    assert request.recipients == Recipients.MANDATED
    assert request.links.count() == 2


def test_contact_is_asked_in_a_language_the_organisation_works_in():
    asking.ask(with_mailbox(languages=["wo", "pt", "fr"]), by=None)
    assert "/pt/check/" in mail.outbox[0].body


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
def test_letter_names_only_whom_everyone_may_know_and_never_in_its_subject(audience):
    TieFactory(a=with_mailbox(name="Zqorganisation", audience=audience, languages=["en"]), b=HomeFactory(name="Zqhome"))
    asking.ask(Organisation.objects.get(names__text="Zqorganisation"), by=None)
    letter = mail.outbox[0]
    assert ("Zqorganisation" in letter.body) is (audience == Audience.PUBLIC)
    assert "Zq" not in letter.subject
    assert "Zqhome" not in letter.body
    assert not {"network", "member", "partner"} & set(letter.body.lower().split())


def test_no_table_holds_an_address():
    asking.ask(with_mailbox("secret-address@example.org"), by=None)
    for model in (CheckRequest, CheckStop, Entry):
        assert "secret-address" not in str(list(model.objects.values()))


# ── once, then twice more ───────────────────────────────────────────────────


def test_an_open_question_stands():
    organisation = with_mailbox()
    first = asking.ask(organisation, by=None)
    assert asking.ask(organisation, by=steward()) == first
    assert len(mail.outbox) == 1


def test_database_refuses_a_second_open_question():
    request, _token = asked(with_mailbox())
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckRequest.objects.create(
            organisation=request.organisation, recipients="contact", expires_at=request.expires_at
        )


def test_database_refuses_an_answer_without_its_day():
    request, _token = asked(with_mailbox())
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckRequest.objects.filter(pk=request.pk).update(answer=Answer.RIGHT)


def test_two_reminders_then_silence_however_often_the_job_runs():
    organisation = old(with_mailbox())
    begun = timezone.now()
    letters = {}
    for day in range(45):
        with time_machine.travel(begun + timedelta(days=day, minutes=day), tick=False):
            before = len(mail.outbox)
            for _twice in range(2):
                ask_organisations(timestamp=0)
            if len(mail.outbox) > before:
                letters[day] = len(mail.outbox) - before
    assert letters == {0: 1, 10: 1, 20: 1}
    request = CheckRequest.objects.get(organisation=organisation)
    assert (request.answer, request.used_at, request.reminders) == (Answer.NONE, None, 2)
    assert not request.links.exists()


def test_job_that_slept_does_not_send_both_reminders_at_once():
    asked(with_mailbox())
    with time_machine.travel(timezone.now() + timedelta(days=25), tick=False):
        assert asking.remind() == 1
        assert asking.remind() == 0


def test_every_letter_has_its_own_link_and_each_of_them_works(client):
    asked(with_mailbox())
    with time_machine.travel(timezone.now() + timedelta(days=11), tick=False):
        asking.remind()
        tokens = [token_of(letter) for letter in mail.outbox]
        assert len(set(tokens)) == 2
        assert [client.get(link(token)).status_code for token in tokens] == [200, 200]


def test_organisation_hidden_meanwhile_is_not_reminded():
    request, _token = asked(with_mailbox())
    HideFactory(organisation=request.organisation)
    with time_machine.travel(timezone.now() + timedelta(days=11), tick=False):
        assert asking.remind() == 0


def test_confirming_elsewhere_answers_the_question():
    request, _token = asked(with_mailbox())
    confirm_record(request.organisation, by=PersonFactory())
    request.refresh_from_db()
    assert request.answer == Answer.RIGHT
    assert not request.links.exists()


def test_stopping_closes_the_question_and_resuming_allows_the_next():
    request, _token = asked(old(with_mailbox()))
    person = steward()
    asking.stop(request.organisation, by=person)
    asking.stop(request.organisation, by=person)
    request.refresh_from_db()
    assert request.answer == Answer.NONE
    with pytest.raises(DomainError):
        asking.ask(request.organisation, by=person)
    asking.resume(request.organisation, by=person)
    asking.ask(request.organisation, by=person)
    assert len(mail.outbox) == 2


def test_acts_are_journaled_without_address():
    request, _token = asked(with_mailbox())
    entry = Entry.objects.get(act="check-sent")
    assert (entry.subject_id, entry.on_behalf_of, entry.details) == (
        str(request.pk), request.organisation_id, {"letters": 1},
    )  # fmt: skip
