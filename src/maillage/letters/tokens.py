"""What links in mails hold: the key of a subscription, what the link is for, until when, and our signature.

Nothing of a link is stored. A key read in the database opens nothing without the secret of the instance.
"""

import base64
import binascii
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

KEY, END, SIGNATURE = 16, 5, 21  # bytes; together they need no padding in base 64
ALWAYS = 0


class Purpose(StrEnum):
    CONFIRM = "confirm"
    LEAVE = "leave"
    CHOOSE = "choose"


LASTS: dict[Purpose, timedelta | None] = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.LEAVE: None,  # a mail may be read years later, and must still let its reader go
    Purpose.CHOOSE: timedelta(days=1),
}


def make(purpose: Purpose, key: UUID) -> str:
    """A token of one piece, long enough for `kit.logs` to leave it out of every log."""
    lasts = LASTS[purpose]
    end = int((timezone.now() + lasts).timestamp()) if lasts else ALWAYS
    body = key.bytes + end.to_bytes(END, "big")
    return base64.urlsafe_b64encode(body + _signature(purpose, body)).decode("ascii")


def read(purpose: Purpose, token: str) -> UUID | None:
    """The key that `token` was made of; None when it is not ours, is for something else, or is over."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        return None
    body, signature = raw[: KEY + END], raw[KEY + END :]
    if len(raw) != KEY + END + SIGNATURE or not constant_time_compare(signature, _signature(purpose, body)):
        return None
    end = int.from_bytes(body[KEY:], "big")
    if end != ALWAYS and datetime.fromtimestamp(end, tz=timezone.get_current_timezone()) < timezone.now():
        return None
    return UUID(bytes=body[:KEY])


def _signature(purpose: Purpose, body: bytes) -> bytes:
    return salted_hmac(f"maillage.letters.{purpose}", body, algorithm="sha256").digest()[:SIGNATURE]
