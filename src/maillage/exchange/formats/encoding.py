"""From bytes to text: UTF-8, UTF-16 and Windows-1252, with a note when it had to be guessed."""

import codecs

from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused

CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text of a file, and notes on how it was read. Raises FileRefused when it is no text."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), None) or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise FileRefused(
            _("The letters of this file cannot be read (byte %(place)s).") % {"place": problem.start},
            _("Save it again as “CSV UTF-8”."),
        ) from problem
    if any(ord(letter) in CONTROLS for letter in text[:4096]):
        raise _no_text()
    if encoding != "cp1252":
        return text, []
    return text, [_("Read as Windows-1252. If accents look wrong, save the file again as “CSV UTF-8”.")]


def _unmarked(content: bytes) -> str:
    """The encoding of a text without a mark: NUL bytes on one side only are UTF-16, others are no text."""
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even or odd:
        if min(even, odd) == 0 and max(even, odd) > len(head) // 8:
            return "utf-16-be" if even else "utf-16-le"
        raise _no_text()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _no_text() -> FileRefused:
    return FileRefused(
        _("This is not a table: it is a program's own (binary) format."),
        _("Save its table as CSV (UTF-8), XLSX or GeoJSON and import that."),
    )
