"""From bytes to text: marked, UTF-8, UTF-16, else the old encoding under which the letters make most sense."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import charset_normalizer
from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused

CHUNK = 1024 * 1024
HEAD, SAMPLE = 4096, 65_536
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets of the network's countries still write; the first wins when nothing tells two apart.
OLD = {
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "mac-roman": "Mac Roman",
    "cp850": "DOS 850",
    "cp1256": "Windows-1256",
}
PLAUSIBLE = 0.3
LETTERS = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßšžÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŠŽ")
FREQUENT = frozenset("éèêàçùôñóáíúãõäöüß")
SIGNS = frozenset("’‘“”«»–—…€°·ºª\u00a0¿¡©®²³№")
ARABIC = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيچپژگ،؛؟")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file whose letters can all be read, in `encoding`."""

    path: Path
    encoding: str

    def open(self) -> TextIO:
        """Opened with its own line ends."""
        return self.path.open(encoding=self.encoding, newline="")

    def head(self, size: int = HEAD) -> str:
        with self.open() as file:
            return file.read(size).removeprefix("\ufeff")

    def read(self) -> str:
        with self.open() as file:
            return file.read().removeprefix("\ufeff")


def as_text(path: Path) -> tuple[TextFile, list[str]]:
    """The file as text, and notes on how it was read. Raises FileRefused when it is no text."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    marked = next((name for mark, name in MARKS if head.startswith(mark)), "") or _wide(head)
    notes: list[str] = []
    if not marked and _fault(path, "utf-8") is None:
        marked = "utf-8"
    encoding = marked or _old(path)
    if (fault := _fault(path, encoding)) is not None:
        raise FileRefused(
            _("The letters of this file cannot be read (byte %(place)s).") % {"place": fault},
            _("Save it again as “CSV UTF-8”."),
        )
    text = TextFile(path, encoding)
    if any(ord(letter) in CONTROLS for letter in text.head()):
        raise _no_text()
    if not marked:
        note = _("Read as %(encoding)s. If accents look wrong, save the file again as “CSV UTF-8”.")
        notes = [note % {"encoding": OLD.get(encoding, encoding)}]
    return text, notes


def _wide(head: bytes) -> str:
    """UTF-16 without a mark has NUL bytes on one side only; other NUL bytes are no text."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if not even and not odd:
        return ""
    if min(even, odd) == 0 and max(even, odd) > len(head) // 64:
        return "utf-16-be" if even else "utf-16-le"
    raise _no_text()


def _fault(path: Path, encoding: str) -> int | None:
    """Where the first byte stands that is no letter in `encoding`; None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    read = 0
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
                read += len(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as problem:
            return read + problem.start
    return None


# ── old encodings ───────────────────────────────────────────────────────────


def _old(path: Path) -> str:
    """The most plausible of the known encodings; for letters of elsewhere, what charset-normalizer says."""
    sample = b"".join(_accented(path))
    scores = {name: _score(sample, name) for name in OLD if _fault(path, name) is None}
    best = max(scores, key=lambda name: scores[name], default="")
    if best and scores[best] >= PLAUSIBLE:
        return best
    guess = charset_normalizer.from_bytes(sample).best()
    return guess.encoding if guess is not None else best or "cp1252"


def _accented(path: Path) -> Iterator[bytes]:
    """Words with a byte above 127, the first ones of the file, with what stands beside them."""
    taken = 0
    with path.open("rb") as file:
        while taken < SAMPLE and (chunk := file.read(CHUNK)):
            for found in re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*[\r\n]*", chunk):
                taken += len(found[0])
                yield found[0]
                if taken >= SAMPLE:
                    break


def _score(sample: bytes, encoding: str) -> float:
    """From −2 to 1: how much the letters above 127 look like words people write."""
    text = f" {sample.decode(encoding, 'replace')} "
    worth = [_worth(text[place - 1 : place + 2]) for place, letter in enumerate(text) if letter > "\x7f"]
    return sum(worth) / max(1, len(worth))


def _worth(around: str) -> float:
    """How plausible a letter is between its neighbours."""
    before, letter, after = around[0], around[1], around[2]
    if letter in ARABIC:
        return -2 if (before + after).strip().isascii() and (before + after).isalpha() else 1
    if letter in LETTERS:
        is_wrong_case = letter.isupper() and (before.islower() or (before.isalpha() and after.islower()))
        is_in_a_run = before in LETTERS and after in LETTERS
        return -2 if is_wrong_case or is_in_a_run else 1 if letter.lower() in FREQUENT else 0.6
    if letter in SIGNS:
        return -1 if before.isalpha() and after.isalpha() and letter != "’" else 0.5
    return -2


def _no_text() -> FileRefused:
    return FileRefused(
        _("This is not a table: it is a program's own (binary) format."),
        _("Save its table as CSV (UTF-8), XLSX or GeoJSON and import that."),
    )
