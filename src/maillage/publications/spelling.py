"""How texts are written for the search. Its parser takes "<" for the beginning of a tag and throws the tag away."""

import re
import unicodedata

from maillage.kit.search import unmarked

_CALL = re.compile(r"\[\^\d{1,3}\]")  # of a footnote
LESS_THAN = "\x04"


def as_searched(text: str) -> str:
    """`text` on one line, one way to write each letter, nothing in it that reads as a sign of ours or as a tag."""
    plain = unmarked(unicodedata.normalize("NFC", text)).replace("\x00", "").replace(LESS_THAN, "")
    return " ".join(_CALL.sub("", plain).split()).replace("<", LESS_THAN)


def as_written(text: str) -> str:
    return text.replace(LESS_THAN, "<")
