"""Writing, posting, sending and forgetting letters, with a real mail server and the real worker."""

import logging
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import mail_server
from tests.factories.accounts import PersonFactory
from tests.mail_server import Sink, work

from maillage.kit import personal_data
from maillage.notices import actions
from maillage.notices.models import Letter, LetterState


@pytest.fixture
def sink(settings, jobs: None):
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server.listening() as (kept, settings.EMAIL_PORT):
        yield kept


@pytest.fixture
def jobs(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty queue, whose tables are outside Django's flush; and jobs that leave no connection behind."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(autouse=True)
def _queued(settings) -> None:
    settings.EMAIL_BACKEND = "maillage.notices.backends.QueuedMail"


@pytest.fixture
def templates(settings, tmp_path: Path) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "hello.txt").write_text("Ties & <knots>\n\nHello {{ name }}.\n", encoding="utf-8")
    (tmp_path / "rich.txt").write_text(
        "{% load i18n %}{% get_current_language as l %}In {{ l }}\n\nText\n", encoding="utf-8"
    )
    (tmp_path / "rich.html").write_text(
        '{% extends "notices/letter.html" %}{% block letter %}<p>{{ name }}</p>{% endblock %}', encoding="utf-8"
    )


def make_due() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


def post(to: str = "amal@example.org") -> None:
    EmailMessage("Hello", "How are you?", to=[to]).send()


@pytest.mark.django_db(transaction=True)
def test_letter_travels_from_the_queue_to_the_server_and_is_forgotten(sink: Sink) -> None:
    post()
    assert sink.letters == []
    work()
    [(recipients, letter)] = sink.letters
    assert recipients == ["amal@example.org"]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == "How are you?"
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_letter_of_an_act_that_fails_is_never_written(sink: Sink) -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_letter_is_not_seen_by_the_worker_before_its_act_is_done(sink: Sink) -> None:
    import threading

    with transaction.atomic():
        post()
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert sink.letters == []
    work()
    assert len(sink.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_server_away_keeps_the_letter_and_tries_again(settings, sink: Sink) -> None:
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    post()
    work()
    assert Letter.objects.get().state == LetterState.WAITING
    settings.EMAIL_PORT = right
    make_due()
    work()
    assert len(sink.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_temporary_refusals_end_by_setting_the_letter_aside(sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    sink.answer = "451 Later"
    post()
    for _n in range(12):
        make_due()
        work()
    letter = Letter.objects.get()
    assert (letter.state, letter.problem) == (LetterState.FAILED, "SMTPDataError 451")
    assert ProcrastinateJob.objects.get(task_name="notices.send_letter").attempts == 9


@pytest.mark.django_db(transaction=True)
def test_refusal_for_good_is_not_repeated(sink: Sink) -> None:
    sink.answer = "550 No such person"
    post("gone@example.org")
    job = ProcrastinateJob.objects.get(task_name="notices.send_letter")
    work()
    letter = Letter.objects.get()
    assert (letter.state, letter.problem) == (LetterState.FAILED, "SMTPDataError 550")
    assert "gone@example.org" not in letter.problem
    job.refresh_from_db()
    assert job.status == "succeeded"


@pytest.mark.django_db(transaction=True)
def test_poisoned_letter_lets_the_next_one_pass(sink: Sink) -> None:
    post()
    Letter.objects.update(sender="not an address\nat all")
    post("bea@example.org")
    work()
    assert [recipients for recipients, _letter in sink.letters] == [["bea@example.org"]]
    assert Letter.objects.get().state == LetterState.FAILED


@pytest.mark.django_db(transaction=True)
def test_letter_without_recipient_is_not_posted(sink: Sink) -> None:
    EmailMessage("Hello", "Nobody", to=[]).send()
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_console_delivery_prints_the_letter(settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.MAIL_DELIVERY = "django.core.mail.backends.console.EmailBackend"
    EmailMessage("Été", "Ça va ?", to=["amal@example.org"]).send()
    actions.send(Letter.objects.get())
    assert "To: amal@example.org" in capsys.readouterr().out


@pytest.mark.django_db
def test_written_letter_has_its_subject_on_the_first_line_and_no_markup(templates: None) -> None:
    actions.write("amal@example.org", template="hello", context={"name": "A & B"}, language="fr")
    letter = message_from_bytes(bytes(Letter.objects.get().message), policy=default)
    assert letter["Subject"] == "Ties & <knots>"
    assert "Hello A & B." in letter.get_content()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("es", "ltr")])
def test_written_letter_speaks_its_readers_language(templates: None, language: str, direction: str) -> None:
    actions.write("amal@example.org", template="rich", context={"name": "<b>"}, language=language)
    letter = message_from_bytes(bytes(Letter.objects.get().message), policy=default)
    assert letter["Subject"] == f"In {language}"
    assert letter["Content-Language"] == language
    page = letter.get_body(("html",)).get_content()
    assert f'lang="{language}" dir="{direction}"' in page
    assert "&lt;b&gt;" in page
    assert "<img" not in page


@pytest.mark.django_db
def test_subject_cannot_carry_another_header(templates: None, tmp_path: Path) -> None:
    (tmp_path / "hello.txt").write_text("{{ name }}\n\nText", encoding="utf-8")
    actions.write("a@example.org", template="hello", context={"name": "Hi\r\nBcc: b@example.org"}, language="en")
    assert message_from_bytes(bytes(Letter.objects.get().message), policy=default)["Bcc"] is None


@pytest.mark.django_db
def test_letters_are_forgotten_after_thirty_days(time_machine) -> None:
    time_machine.move_to("2026-01-01 12:00Z", tick=False)
    post()
    Letter.objects.update(state=LetterState.FAILED)
    assert actions.forget_failed(timezone.now() + timedelta(days=29)) == 0
    assert personal_data.forget_expired(timezone.now() + timedelta(days=31))["letters"] == 1


@pytest.mark.django_db
def test_letters_of_a_person_are_shown_and_erased() -> None:
    person = PersonFactory(email="amal@example.org")
    post(person.email)
    post("bea@example.org")
    holding = personal_data.holdings["letters"]
    assert [row["subject"] for row in holding.rows(person.pk)] == ["Hello"]
    assert holding.erase(person.pk) == 1
    assert Letter.objects.get().recipients == ["bea@example.org"]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="procrastinate")


@pytest.mark.django_db
def test_provider_gets_the_parts_of_the_letter(settings, templates: None) -> None:
    settings.MAIL_PROVIDER, settings.MAIL_DELIVERY = "postmark", "anymail.backends.test.EmailBackend"
    actions.write("amal@example.org", template="rich", context={"name": "Été"}, language="fr")
    actions.send(Letter.objects.get())
    [sent] = mail.outbox
    parts = sent.anymail_test_params  # type: ignore[attr-defined]
    assert parts["subject"] == "In fr"
    assert [address.addr_spec for address in parts["to"]] == ["amal@example.org"]
    assert parts["text_body"].strip() == "Text"
    assert "Été" in parts["html_body"]
    assert parts["extra_headers"]["Auto-Submitted"] == "auto-generated"
    assert not Letter.objects.exists()
