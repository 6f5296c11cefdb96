"""Collect the words to translate and compile the catalogues, with Babel alone: no system gettext is needed.

`python tools/messages.py` collects into src/maillage/locale/<lang>/LC_MESSAGES/django.po and compiles;
`python tools/messages.py compile` only compiles.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "maillage"
LOCALE = SOURCE / "locale"
LANGUAGES = ("fr", "en", "es", "pt", "ar")
KEYWORDS: dict[str, Any] = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip

Message = tuple[int, str, Any, list[str]]


def template_messages(text: str, origin: str) -> Iterator[Message]:
    """Messages of a Django template, by way of Django's own translation of templates to code.

    `templatize` keeps one line per template line, so each line is read alone: what it adds between calls is no code.
    """
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- needs settings

    for number, line in enumerate(templatize(text, origin=origin).splitlines(), start=1):
        calls = line.lstrip(" X'\"")
        if "gettext(" in calls:
            for _line, function, message, comments in extract_javascript(
                BytesIO(calls.encode()), list(KEYWORDS), [], {}
            ):
                yield number, function, message, comments


def collect() -> Catalog:
    catalogue = Catalog(project="Maillage", charset="utf-8", fuzzy=False)
    for file in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "migrations" in file.parts or "locale" in file.parts or "static" in file.parts:
            continue
        for _line, function, message, _comments in messages_of(file):
            add(catalogue, function, message, file.relative_to(ROOT / "src").as_posix())
    return catalogue


def messages_of(file: Path) -> Iterator[Message]:
    if file.suffix == ".py":
        with file.open("rb") as code:
            yield from extract_python(code, list(KEYWORDS), [], {})
    else:
        yield from template_messages(file.read_text(encoding="utf-8"), str(file))


def add(catalogue: Catalog, function: str, message: Any, origin: str) -> None:
    parts = message if isinstance(message, tuple) else (message,)
    context = parts[0] if "pgettext" in function else None
    texts = [part for part in (parts[1:] if context is not None else parts) if part is not None]
    is_plural = function.startswith(("ng", "np"))
    if len(texts) < 1 + is_plural or not texts[0]:
        return
    identity = tuple(texts[:2]) if is_plural else texts[0]
    catalogue.add(identity, locations=[(origin, 0)], context=context)


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Maillage", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Write every catalogue with today's messages; translations stay, words that left are dropped."""
    template = collect()
    for language in LANGUAGES:
        catalogue = load(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, no_location=False, omit_header=False)


def compile_() -> None:
    for language in LANGUAGES:
        with path_of(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, load(language))


def main() -> None:
    if not settings.configured:
        settings.configure(USE_I18N=False)
    if "compile" not in sys.argv[1:]:
        update()
    compile_()


if __name__ == "__main__":
    main()
