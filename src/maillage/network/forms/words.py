"""Words that exist in several languages, edited one language at a time."""

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString


def in_language(words: LazyI18nString | str | None, language: str | None = None) -> str:
    """What is written in exactly this language; empty when nothing is."""
    data = words.data if isinstance(words, LazyI18nString) else words
    if isinstance(data, dict):
        return str(data.get(language or get_language(), ""))
    return str(data or "")


def with_language(words: LazyI18nString | str | None, text: str) -> LazyI18nString:
    """`words` with `text` as what they are in the language of the page."""
    data = words.data if isinstance(words, LazyI18nString) else words
    known = dict(data) if isinstance(data, dict) else {language: data for language in [get_language()] if data}
    known = {language: written for language, written in (known | {get_language(): text}).items() if written}
    return LazyI18nString(known)


def language_hint(words: LazyI18nString | str | None) -> str:
    """In which language to write, and what the others say already."""
    hint = _("In %(language)s.") % {"language": get_language_info(get_language() or "fr")["name_translated"]}
    data = words.data if isinstance(words, LazyI18nString) else None
    others = {code: text for code, text in (data or {}).items() if text and code != get_language()}
    if not others:
        return hint
    written = " · ".join(f"{code}: {text}" for code, text in others.items())
    return _("%(hint)s Already written: %(others)s.") % {"hint": hint, "others": written}
