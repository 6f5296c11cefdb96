"""A written message in parts again: the interfaces of mail providers take parts, not the whole as mail servers do."""

from email import message_from_bytes
from email.message import EmailMessage as Written
from email.policy import default

from django.core.mail import EmailMultiAlternatives

from maillage.notices.models import Letter

OF_THE_ENVELOPE = {"from", "to", "cc", "bcc", "subject", "date", "mime-version"}  # said again by the message itself


def rebuilt(letter: Letter) -> EmailMultiAlternatives:
    written = message_from_bytes(bytes(letter.message), policy=default)
    message = EmailMultiAlternatives(
        str(written["subject"]), _text(written, "plain"), letter.sender, letter.recipients, headers=_headers(written)
    )
    if html := _text(written, "html"):
        message.attach_alternative(html, "text/html")
    for part in written.iter_attachments():
        message.attach(part.get_filename(), part.get_content(), part.get_content_type())
    return message


def _text(written: Written, kind: str) -> str:
    part = written.get_body((kind,))
    return str(part.get_content()) if part else ""


def _headers(written: Written) -> dict[str, str]:
    return {
        name: str(value)
        for name, value in written.items()
        if name.lower() not in OF_THE_ENVELOPE and not name.lower().startswith("content-t")
    }
