"""Posting and sending letters."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from maillage.notices import tasks
from maillage.notices.models import Letter, LetterState

KEEP_FAILED = timedelta(days=30)


def post(message: EmailMessage) -> Letter | None:
    """Queue a message in the current transaction; None when it has no recipient."""
    recipients = message.recipients()
    if not recipients:
        return None
    with transaction.atomic():
        letter = Letter.objects.create(
            sender=message.from_email, recipients=recipients, message=message.message().as_bytes(linesep="\r\n")
        )
        tasks.send_letter.defer(letter_id=letter.pk)
    return letter


def write(to: str, *, template: str, context: dict[str, object], language: str) -> None:
    """Write and queue a mail in the recipient's language; the first line of `<template>.txt` is its subject."""
    with translation.override(language):
        subject, _line, body = render_to_string(f"{template}.txt", context).strip().partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", to=[to], headers={"Auto-Submitted": "auto-generated"}).send()


def send(letter: Letter) -> None:
    """Hand the letter to the mail server, then forget it. Raises what the server raises; the worker tries again."""
    connection = get_connection(settings.MAIL_DELIVERY)
    connection.send_messages([_Raw(letter)])
    letter.delete()


def give_up(letter: Letter) -> None:
    letter.state = LetterState.FAILED
    letter.save(update_fields=["state"])


def forget_failed(now: datetime) -> int:
    return Letter.objects.filter(written_at__lt=now - KEEP_FAILED).delete()[0]


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

    def get_charset(self) -> str:
        return "utf-8"
