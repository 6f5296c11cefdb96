"""What the answer of a mail server means."""

from smtplib import (
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from anymail.exceptions import (
    AnymailAPIError,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailUnsupportedFeature,
)
from django.core.mail import EmailMessage

from maillage.letters.handing import MailDoor, NotReachable, Outcome, outcome_of


def refused(code, words=b"No"):
    return SMTPRecipientsRefused({"a@example.org": (code, words)})


class Response:
    def __init__(self, status_code):
        self.status_code = status_code


@pytest.mark.parametrize(
    ("problem", "outcome"),
    [
        (refused(550, b"5.1.1 No such user"), Outcome.NO_MAILBOX),
        (refused(550, b"5.7.1 Looks like spam"), Outcome.NEVER),
        (refused(552, b"5.2.2 Full"), Outcome.NEVER),
        (refused(450), Outcome.LATER),
        (refused(421), Outcome.AWAY),
        (SMTPSenderRefused(550, b"No", "us@example.org"), Outcome.AWAY),
        (SMTPDataError(554, b"No"), Outcome.NEVER),
        (SMTPDataError(550, b"5.1.1 too late for that"), Outcome.NEVER),
        (SMTPDataError(451, b"Later"), Outcome.LATER),
        (SMTPServerDisconnected("gone"), Outcome.UNKNOWN),
        (TimeoutError(), Outcome.UNKNOWN),
        (ConnectionResetError(), Outcome.UNKNOWN),
        (SMTPNotSupportedError("SMTPUTF8"), Outcome.NEVER),
        (ValueError("two lines"), Outcome.NEVER),
        (AnymailRecipientsRefused(), Outcome.NO_MAILBOX),
        (AnymailRequestsAPIError(response=Response(401)), Outcome.NEVER),
        (AnymailRequestsAPIError(response=Response(429)), Outcome.AWAY),
        (AnymailRequestsAPIError(response=Response(503)), Outcome.UNKNOWN),
        (AnymailAPIError(), Outcome.UNKNOWN),
        (AnymailUnsupportedFeature("colour"), Outcome.NEVER),
    ],
)
def test_only_an_answer_tells_that_nothing_was_taken(problem, outcome):
    assert outcome_of(problem) is outcome


def test_nobody_at_home_is_learnt_before_anything_is_handed_over(settings):
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(NotReachable), MailDoor():
        pass


def test_what_cannot_be_written_is_not_in_doubt(settings):
    settings.MAIL_DELIVERY = "django.core.mail.backends.console.EmailBackend"
    with MailDoor() as door:
        assert door.hand(EmailMessage("Two\nlines", "Hello", to=["a@example.org"])) is Outcome.NEVER
