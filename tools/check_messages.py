"""Refuse a catalogue that is incomplete, out of step with the code, or loses a placeholder."""

import re
import sys
from collections import Counter
from collections.abc import Iterator

import messages
from babel.messages.catalog import Catalog, Message
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
SOURCE_LANGUAGE = "en"  # its texts are the message ids; a translation only where English wants other words


def problems(language: str, template: Catalog) -> Iterator[str]:
    catalogue = messages.load(language)
    for message in template:
        if not message.id:
            continue
        found = catalogue.get(message.id, message.context)
        if found is None:
            yield f"{_name(message)}: not collected (run make messages)"
        elif language != SOURCE_LANGUAGE or any(_texts(found.string)):
            yield from _faults(found, catalogue.num_plurals)


def _faults(message: Message, plurals: int) -> Iterator[str]:
    translations = _texts(message.string)
    if not all(translations) or (message.pluralizable and len(translations) != plurals):
        yield f"{_name(message)}: not translated"
        return
    originals = _texts(message.id)
    for text in translations:
        if all(
            Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(original)) for original in originals
        ) and not (message.pluralizable and set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(originals[-1]))):
            yield f"{_name(message)}: placeholders differ in {text!r}"
        if text != text.strip() and originals[0] == originals[0].strip():
            yield f"{_name(message)}: stray space in {text!r}"


def _texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _name(message: Message) -> str:
    return repr(message.id if isinstance(message.id, str) else message.id[0])


def main() -> None:
    settings.configure(USE_I18N=False)
    template = messages.collect()
    total = 0
    for language in messages.LANGUAGES:
        for problem in problems(language, template):
            print(f"{language}: {problem}")
            total += 1
    if total:
        sys.exit(f"messages: {total} to mend")


if __name__ == "__main__":
    main()
