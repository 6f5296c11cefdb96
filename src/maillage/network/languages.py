"""Choosing a language by its name, in the language of the page: the instance's own first, then every other."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

OTHERS = (
    "am", "bm", "bn", "br", "ca", "cs", "de", "el", "eo", "eu", "fa", "ff", "gn", "ha", "he", "hi", "ht", "id", "it",
    "ja", "kab", "ko", "ku", "ln", "mg", "nl", "oc", "pl", "prs", "ps", "qu", "ro", "ru", "rw", "sq", "sr", "sv", "sw",
    "ta", "ti", "tr", "uk", "ur", "vi", "wo", "yo", "zgh", "zh", "zu",
)  # fmt: skip


def language_choices(*, empty: str | None = None, also: tuple[str, ...] = ()) -> list[tuple[str, object]]:
    """Choices of a select: an empty one with these words when given; `also` keeps codes that are in use already."""
    names = names_in(get_language() or settings.LANGUAGE_CODE)
    ours = [code for code, _name in settings.LANGUAGES]
    others = sorted({*OTHERS, *also} - {*ours, ""}, key=lambda code: names.get(code, code))
    first = [("", empty)] if empty is not None else []
    return [
        *first,
        *((code, names.get(code, code)) for code in ours),
        (_("Other languages"), [(code, names.get(code, code)) for code in others]),
    ]


@lru_cache(maxsize=16)
def names_in(language: str) -> dict[str, str]:
    """Code → name of every language we offer, in `language`."""
    try:
        known = dict(Locale(language.split("-", maxsplit=1)[0]).languages)
    except UnknownLocaleError:
        known = {}
    codes = [code for code, _name in settings.LANGUAGES] + list(OTHERS)
    return {code: str(known.get(code, code)) for code in codes}
