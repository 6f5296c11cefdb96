"""Handing one mail over, and what the answer means: taken, not taken, or not known.

Only an answer of the server tells that it took nothing. Silence in the middle tells nothing, so it counts as perhaps
taken: a reader who gets no issue is a smaller harm than one who gets it twice.
"""

import contextlib
from enum import Enum
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from types import TracebackType
from typing import Any, Self

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

FOR_GOOD = 500  # RFC 5321: 4xx may pass later, 5xx never
NO_SUCH_MAILBOX = {550, 551, 553}
TOO_MANY_REQUESTS = 429
OUR_FAULT = {400, 401, 403, 413, 415, 422}  # of an API: the key or the mail is wrong; nothing was taken


class Outcome(Enum):
    TAKEN = "taken"
    LATER = "later"  # not taken, this time
    NEVER = "never"  # not taken, and never will be
    NO_MAILBOX = "no mailbox"  # the same, because nobody is there
    AWAY = "away"  # not taken: the server wants nothing from us now
    UNKNOWN = "unknown"  # perhaps taken


class NotReachable(Exception):
    """The mail server could not be reached, or did not let us in. Nothing was handed over."""


class MailDoor:
    """A connection to the mail server, as the settings say, for one batch."""

    def __init__(self) -> None:
        self.connection: Any = get_connection(settings.MAIL_DELIVERY)

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> None:
        """Open, or make sure that the server still listens. Raises NotReachable. Called before a mail is claimed."""
        try:
            smtp = getattr(self.connection, "connection", None)
            if smtp is not None and not _listens(smtp):
                self.close()
            self.connection.open()
        except (OSError, SMTPException, AnymailError) as problem:
            raise NotReachable(type(problem).__name__) from problem

    def close(self) -> None:
        with contextlib.suppress(OSError, SMTPException):
            self.connection.close()

    def hand(self, message: EmailMessage) -> Outcome:
        """Hand one mail over. Raises nothing that a mail server can cause."""
        try:
            self.connection.send_messages([message])
        except (OSError, SMTPException, AnymailError, ValueError) as problem:
            outcome = outcome_of(problem)
            if outcome in {Outcome.UNKNOWN, Outcome.AWAY}:
                self.close()
            return outcome
        return Outcome.TAKEN


def outcome_of(problem: Exception) -> Outcome:
    if isinstance(problem, SMTPRecipientsRefused):
        return _of_code(*next(iter(problem.recipients.values())), is_recipient=True)
    if isinstance(problem, SMTPSenderRefused):  # it is us they do not want: the next reader would fare no better
        return Outcome.AWAY
    if isinstance(problem, SMTPResponseException):
        return _of_code(problem.smtp_code, problem.smtp_error, is_recipient=False)
    if isinstance(problem, SMTPNotSupportedError) or _is_unwritable(problem):
        return Outcome.NEVER
    return _of_provider(problem) if isinstance(problem, AnymailError) else Outcome.UNKNOWN


def _is_unwritable(problem: Exception) -> bool:
    """The mail or its address could not be put into the words of the protocol: the server has heard nothing of it."""
    return isinstance(problem, ValueError) and not isinstance(problem, OSError | AnymailError)


def _of_provider(problem: AnymailError) -> Outcome:
    if isinstance(problem, AnymailRecipientsRefused):
        return Outcome.NO_MAILBOX
    if isinstance(problem, AnymailAPIError):
        return _of_status(problem.status_code)
    return Outcome.NEVER  # the mail could not even be written for this provider


def _of_code(code: int, words: bytes | str, *, is_recipient: bool) -> Outcome:
    if code == 421:  # noqa: PLR2004 -- RFC 5321: the server closes the door
        return Outcome.AWAY
    if code < FOR_GOOD:
        return Outcome.LATER
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    is_policy = text.lstrip().startswith("5.7.")
    if is_recipient and code in NO_SUCH_MAILBOX and not is_policy:
        return Outcome.NO_MAILBOX
    return Outcome.NEVER


def _of_status(status: int | None) -> Outcome:
    if status == TOO_MANY_REQUESTS:
        return Outcome.AWAY
    return Outcome.NEVER if status in OUR_FAULT else Outcome.UNKNOWN


def _listens(smtp: Any) -> bool:
    """A server may hang up between two mails; better to learn it before one is claimed."""
    try:
        code, _words = smtp.noop()
    except (OSError, SMTPException):
        return False
    return bool(code == 250)  # noqa: PLR2004 -- RFC 5321: fine
