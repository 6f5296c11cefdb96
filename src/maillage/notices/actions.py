"""Posting and sending letters."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from maillage.kit.letters import HEADERS, compose
from maillage.notices import tasks
from maillage.notices.models import Letter, LetterState
from maillage.notices.rebuilding import rebuilt

KEEP_FAILED = timedelta(days=30)
REFUSED_FOR_GOOD = 500  # RFC 5321: 4xx may pass later, 5xx never


def post(message: EmailMessage) -> Letter | None:
    """Queue a message in the current transaction; None when it has no recipient."""
    recipients = message.recipients()
    if not recipients:
        return None
    message.extra_headers = HEADERS | message.extra_headers
    with transaction.atomic():
        letter = Letter.objects.create(
            sender=message.from_email, recipients=recipients, message=message.message().as_bytes(linesep="\r\n")
        )
        tasks.send_letter.defer(letter_id=letter.pk)
    return letter


def write(to: str, *, template: str, context: dict[str, Any], language: str) -> None:
    """Write and queue a mail in the recipient's language; the first line of `<template>.txt` is its subject.

    `<template>.html`, when it exists, extends `notices/letter.html`, which knows the language and its direction.
    """
    compose(to, template, context, language).send()


def send(letter: Letter) -> None:
    """Hand the letter to the mail server, then forget it. Raises what the server raises; the worker decides."""
    connection = get_connection(settings.MAIL_DELIVERY)
    connection.send_messages([rebuilt(letter) if settings.MAIL_PROVIDER else _Raw(letter)])
    letter.delete()


def is_hopeless(problem: Exception) -> bool:
    """Whether trying again is useless: the server refused for good, or the letter itself cannot be handed over."""
    if isinstance(problem, SMTPRecipientsRefused):
        return all(code >= REFUSED_FOR_GOOD for code, _words in problem.recipients.values())
    if isinstance(problem, SMTPResponseException):
        return problem.smtp_code >= REFUSED_FOR_GOOD
    return not isinstance(problem, OSError)  # the network, the server's name, a time-out: they come back


def give_up(letter: Letter, problem: Exception) -> None:
    """Keep the letter, and the kind of problem, for an operator to see; its text may hold an address, so it stays out."""
    letter.state = LetterState.FAILED
    letter.problem = _kind(problem)
    letter.save(update_fields=["state", "problem"])


def queue_again(letter: Letter) -> None:
    """Give a failed letter another round of attempts."""
    with transaction.atomic():
        letter.state = LetterState.WAITING
        letter.save(update_fields=["state"])
        tasks.send_letter.defer(letter_id=letter.pk)


def forget_failed(now: datetime) -> int:
    return Letter.objects.filter(written_at__lt=now - KEEP_FAILED).delete()[0]


def _kind(problem: Exception) -> str:
    codes = {code for code, _words in getattr(problem, "recipients", {}).values()} or {
        getattr(problem, "smtp_code", "")
    }
    return " ".join([type(problem).__name__, *(str(code) for code in sorted(codes, key=str) if code)])


class _Raw(EmailMessage):
    """A message that is already written, for Django's own delivery backends."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(from_email=letter.sender, to=letter.recipients)
        self.bytes = bytes(letter.message)

    def message(self, *, policy: object = None) -> "_Written":
        return _Written(self.bytes)


class _Written:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def as_bytes(self, linesep: str = "\n") -> bytes:
        return self.content

    def get_charset(self) -> None:
        """None: the console backend then reads it as UTF-8."""
