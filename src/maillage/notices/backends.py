"""Django's mail door: a letter is written to the database with the act that caused it, and sent by the worker."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from maillage.notices import actions


class QueuedMail(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            actions.post(message)
        return len(email_messages)
