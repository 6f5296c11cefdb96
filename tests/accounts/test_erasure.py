"""Seeing, taking away and erasing what is held."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PASSWORD, PersonFactory

from maillage.accounts import actions
from maillage.accounts.models import Person
from maillage.journal.models import Entry
from maillage.kit import personal_data
from maillage.kit.errors import DomainError


def test_data_page_says_what_why_and_for_how_long(signed_in: Client, person: Person) -> None:
    page = signed_in.get(reverse("accounts:data")).content.decode()
    for _name, holding in personal_data.holdings:
        for words in (holding.what, holding.why, holding.how_long):
            assert str(words).split(".", maxsplit=1)[0].replace("'", "&#x27;") in page


def test_export_holds_every_holding_and_no_secret(signed_in: Client, person: Person) -> None:
    answer = signed_in.get(reverse("accounts:data-export"))
    assert "attachment" in answer["Content-Disposition"]
    content = json.loads(answer.content)
    assert {name for name, _holding in personal_data.holdings} <= set(content)
    assert content["person"][0]["email"] == person.email
    assert person.password not in answer.content.decode()


def test_export_is_of_oneself_only(signed_in: Client) -> None:
    PersonFactory(email="bea@example.org")
    assert "bea@example.org" not in signed_in.get(reverse("accounts:data-export")).content.decode()


def test_erasing_asks_to_sign_in_again(client: Client, person: Person, sign_in) -> None:
    sign_in(client, person)
    assert "reauthenticate" in client.get(reverse("accounts:erase"))["Location"]
    assert "reauthenticate" in client.post(reverse("accounts:erase"), {"is_sure": "on"})["Location"]
    assert Person.objects.filter(pk=person.pk).exists()


def test_erasing_needs_a_word_of_confirmation(signed_in: Client, person: Person) -> None:
    assert signed_in.post(reverse("accounts:erase")).status_code == 422
    assert Person.objects.filter(pk=person.pk).exists()


def test_erasing_leaves_nothing_that_names(signed_in: Client, person: Person) -> None:
    number = person.pk
    mail.outbox.clear()
    answer = signed_in.post(reverse("accounts:erase"), {"is_sure": "on"})
    assert answer["Location"] == reverse("accounts:erased")
    assert signed_in.get(answer["Location"]).status_code == 200
    assert signed_in.get(reverse("accounts:me")).status_code == 302
    held = personal_data.held_about(number)
    assert {name: rows for name, rows in held.items() if rows and name != "journal"} == {}
    assert Entry.objects.filter(act="person-erased", actor_id=number, subject_id=str(number)).count() == 1
    [letter] = mail.outbox
    assert letter.to == ["amal@example.org"]
    assert "erased" in letter.subject


def test_erasing_ends_sessions_everywhere(signed_in: Client, person: Person, sign_in) -> None:
    sign_in(Client(), person)
    Client().force_login(person)
    sign_in(Client(), PersonFactory(email="bea@example.org"))
    actions.erase(person)
    assert Session.objects.count() == 1


def test_erasing_frees_the_address(person: Person) -> None:
    actions.erase(person)
    assert Person.objects.create_user("amal@example.org", password=PASSWORD)


@pytest.fixture
def obstacle(monkeypatch: pytest.MonkeyPatch):
    from maillage.kit.hooks import Registry

    registry = Registry("Erasure obstacle")
    registry.register("last-one", lambda _id: "You are the last steward: name another one first.")
    monkeypatch.setattr(personal_data, "erasure_obstacles", registry)


def test_erasing_what_is_needed_is_refused_with_the_reason(signed_in: Client, person: Person, obstacle) -> None:
    for answer in (
        signed_in.get(reverse("accounts:erase")),
        signed_in.post(reverse("accounts:erase"), {"is_sure": "on"}),
    ):
        assert "You are the last steward" in answer.content.decode()
    with pytest.raises(DomainError, match="last steward"):
        actions.erase(person)
    assert Person.objects.filter(pk=person.pk).exists()


def test_erasing_is_all_or_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from maillage.kit.hooks import Registry

    def break_down(person_id: int) -> int:
        raise RuntimeError

    holdings = Registry("Personal data")
    for name, holding in personal_data.holdings:
        holdings.register(name, holding)
    holdings.register(
        "broken",
        personal_data.Holding(what="", why="", how_long="", rows=lambda _id: [], erase=break_down),
    )
    monkeypatch.setattr(personal_data, "holdings", holdings)
    mail.outbox.clear()
    with pytest.raises(RuntimeError):
        actions.erase(person)
    assert Person.objects.filter(pk=person.pk).exists()
    assert not Entry.objects.filter(act="person-erased").exists()
    assert mail.outbox == []


def test_people_who_never_came_are_forgotten_after_their_time(db: None, settings, time_machine) -> None:
    time_machine.move_to("2025-01-01 12:00Z", tick=False)
    _stranger, friend = PersonFactory(), PersonFactory()
    friend.last_login = timezone.now()
    friend.save()
    time_machine.move_to("2025-12-01 12:00Z", tick=False)
    personal_data.forget_expired(timezone.now())
    assert Person.objects.count() == 2
    time_machine.move_to("2026-01-03 12:00Z", tick=False)
    assert personal_data.forget_expired(timezone.now())["person"] == 1
    assert list(Person.objects.all()) == [friend]


def test_sessions_are_forgotten_after_two_weeks(client: Client, person: Person, sign_in, time_machine) -> None:
    time_machine.move_to("2026-01-01 12:00Z", tick=False)
    sign_in(client, person)
    time_machine.move_to("2026-01-16 12:00Z", tick=False)
    assert personal_data.forget_expired(timezone.now())["sessions"] == 1
    assert personal_data.held_about(person.pk)["sessions"] == []
