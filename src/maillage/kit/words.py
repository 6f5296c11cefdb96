"""Words that exist in several languages, edited one language at a time: that of the page."""

from typing import TypeAlias

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

Written: TypeAlias = LazyI18nString | str | None


def in_language(words: Written) -> str:
    """What is written in exactly the language of the page; words without a language are in every one."""
    texts = _by_language(words)
    return texts.get(_here(), "") if texts is not None else str(words or "")


def with_language(words: Written, text: str) -> LazyI18nString:
    """`words` with `text` as what they are in the language of the page."""
    texts = _by_language(words)
    if texts is None:
        return LazyI18nString(text if words or not text else {_here(): text})
    return LazyI18nString({language: said for language, said in (texts | {_here(): text}).items() if said})


def language_hint(words: Written) -> str:
    """In which language to write, and what the others say already."""
    hint = _("In %(language)s.") % {"language": get_language_info(_here())["name_translated"]}
    others = {code: text for code, text in (_by_language(words) or {}).items() if text and code != _here()}
    if not others:
        return hint
    written = " · ".join(f"{code}: {text}" for code, text in others.items())
    return _("%(hint)s Already written: %(others)s.") % {"hint": hint, "others": written}


def _here() -> str:
    return get_language() or "fr"


def _by_language(words: Written) -> dict[str, str] | None:
    data = words.data if isinstance(words, LazyI18nString) else None
    return data if isinstance(data, dict) else None
