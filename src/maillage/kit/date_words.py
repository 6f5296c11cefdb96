"""Partial dates and periods said in words, in the language of the page: "1976/.." → "since 1976"."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maillage.kit.dates import first_day

YEAR, MONTH = 4, 7  # lengths of "1976" and "2003-07"
_HEDGES = {
    "~": lambda words: pgettext("partial date", "about %(date)s") % {"date": words},
    "?": lambda words: pgettext("partial date", "perhaps %(date)s") % {"date": words},
    "%": lambda words: pgettext("partial date", "perhaps about %(date)s") % {"date": words},
}


def date_words(value: str) -> str:
    """One partial date: "1998~" → "about 1998", "199X" → "1990s", "2003-07" → "July 2003"."""
    bare = value.rstrip("~?%")
    if not bare:
        return ""
    hedge = _HEDGES.get(value[-1])
    return hedge(_plain(bare)) if hedge else _plain(bare)


def period_words(value: str) -> str:
    """A period or a date: "2003/2011" → "2003–2011", "../2011" → "until 2011"; what cannot be read comes back as it is."""
    since, slash, until = value.partition("/")
    try:
        return _between(since.replace("..", ""), until) if slash else date_words(value)
    except ValueError:
        return value


def _between(since: str, until: str) -> str:
    if not since:
        return _("until %(date)s") % {"date": date_words(until)} if until not in {"", ".."} else ""
    if until == "..":
        return _("since %(date)s") % {"date": date_words(since)}
    if not until:
        return pgettext("period whose end is not known", "from %(date)s") % {"date": date_words(since)}
    if since == until:
        return date_words(since)
    if since.isdigit() and until.isdigit():
        return f"{since}–{until}"
    return _("%(first)s to %(last)s") % {"first": date_words(since), "last": date_words(until)}


def _plain(bare: str) -> str:
    if "X" in bare:
        return pgettext("decade, such as 1990s", "%(year)ss") % {"year": bare.replace("X", "0")}
    if len(bare) == YEAR:
        return bare
    return formats.date_format(first_day(bare), "YEAR_MONTH_FORMAT" if len(bare) == MONTH else "DATE_FORMAT")
