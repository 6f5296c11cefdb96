"""Days as old programs write them."""

import re
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def day_of(text: str) -> date | None:
    """The day of "2024-06-05 16:04:48"; month or day 00 is the first; 0000-00-00 is none."""
    found = _DAY.match(text.strip())
    try:
        return date(int(found[1]), int(found[2]) or 1, int(found[3]) or 1) if found else None
    except ValueError:
        return None
