"""Cards as files: drawn when first asked for, kept under a name that is made of what they say."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from maillage.network.context import name as site_name
from maillage.publications.cards import press
from maillage.publications.models import Article
from maillage.ui.languages import direction_of

LOOK = "1"  # changed with the template, so that every card is drawn anew
LONGEST = 200  # letters of a title
KEY = 0x63617264  # "card", in the database's table of locks


class Busy(Exception):
    """Another card is being drawn: nobody waits."""


def said_on(article: Article) -> dict[str, object]:
    """What the card of `article` says, in its language."""
    language = article.locale.language_code
    with override(language):
        return {
            "title": article.title[:LONGEST],
            "rubric": article.get_parent().title[:LONGEST],
            "site": site_name()[:LONGEST],
            "note": _("relayed") if hasattr(article, "relay") else "",
            "language": language,
            "rtl": direction_of(language) == "rtl",
        }


def name_of(contents: dict[str, object]) -> str:
    """The same for the same words: whoever kept the picture need not ask again."""
    return hashlib.sha256(f"{LOOK}{json.dumps(contents, sort_keys=True)}".encode()).hexdigest()[:20]


def card(article: Article, contents: dict[str, object]) -> bytes:
    """The PNG; raises `Busy`, or `subprocess.SubprocessError` when it cannot be drawn."""
    file = _folder() / f"{article.pk}-{name_of(contents)}.png"
    if file.exists():
        return file.read_bytes()
    with _turn():
        drawn = press.png(contents)
    forget(article.pk)
    _write(file, drawn)
    return drawn


def forget(article: int) -> None:
    """Throw away what was drawn of an article (id) before."""
    for file in _folder().glob(f"{article}-*.png"):
        file.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "cards"


def _write(file: Path, content: bytes) -> None:
    """At once, so that nobody reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    Path(scratch).replace(file)


@contextmanager
def _turn() -> Iterator[None]:
    """One card at a time on the whole instance."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
