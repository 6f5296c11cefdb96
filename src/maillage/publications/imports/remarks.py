"""The report of an import: all that could not be carried as it was, said where it happened."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """One sentence each: what happened, and what the editor may do."""

    VERSION = "version", _("The file does not say its version; it was read as the newest.")
    NAMED_BY_FILE = "named-by-file", _("The export does not say its address; it is recognised by the name given.")
    CONTROL_CHARACTERS = "control-characters", _("Characters that no text may hold were taken out.")
    LANGUAGE = "language", _("The language is not one of this site; the site's own was used.")
    COMMENTS = "comments", _("Comments were left out.")
    NOT_CARRIED = "not-carried", _("What is no page, article or rubric was left out.")
    TWICE = "twice", _("The same number twice in the file; the first was taken.")
    NOT_PUBLISHED = "not-published", _("Refused, deleted or unfinished copies were left out.")
    PASSWORD = "password", _("Protected by a password: not imported.")
    PRIVATE = "private", _("Private: imported as a draft. Articles are public or not at all.")
    SCHEDULED = "scheduled", _("To be published later: imported as a draft.")
    PROPOSED = "proposed", _("Waiting for review: imported as a draft.")
    OTHER_RUBRICS = "other-rubrics", _("Filed in several places; an article has one rubric here.")
    NO_THEME = "no-theme", _("Keywords without a theme of the same name. Add the theme and import again.")
    PAGE_WITH_PAGES = "page-with-pages", _("A page with pages below it became a rubric that holds them and its text.")
    SHORTCODE = "shortcode", _("Codes of extensions stay as text.")
    ELEMENT = "element", _("Parts of pages that do something (forms, scripts, frames) were taken out.")
    DYNAMIC = "dynamic", _("Blocks that the old program filled in by itself were left out.")
    INTRODUCTION = "introduction", _("Pictures, quotes and films of the introduction of a rubric: only its words came.")
    TABLE = "table", _("Tables became lists: one line for each row.")
    MODEL = "model", _("Models of the old site stay as text.")
    MEDIA_MISSING = "media-missing", _("Files that do not lie beside the export. Give their folder with --media.")
    MEDIA_REFUSED = "media-refused", _("Files that are not accepted here.")
    ALT_MISSING = "alt-missing", _("Pictures without a description; their title or file name stands in for it.")
    CREDIT_MISSING = "credit-missing", _("Pictures without a credit; the old site's name stands in for it.")
    LINK_OUT = "link-out", _("Links to pages of the old site that did not come along still lead there.")
    FORWARDED = "forwarded", _("Articles that only led elsewhere became redirects.")
    ADDRESS = "address", _("Old addresses that cannot be redirected from here.")
    NO_DATE = "no-date", _("Without a date; the day of the import was used.")
    NO_TITLE = "no-title", _("Without a title; its first words were used.")
    TRANSLATION = "translation", _("Translations that could not be linked to their original.")
    AMBIGUOUS_AUTHOR = "ambiguous-author", _("Several organisations have this name; it is kept as plain text.")
    TOUCHED = "touched", _("Changed on the old site, but edited here since: left as it is here.")
    REMOVED = "removed", _("Removed here since an earlier import: not made again.")
    NO_FRONT = "no-front", _("In a language that has no front page here: not imported.")


@dataclass(frozen=True, slots=True)
class Remark:
    """`where` names the article or the file, `what` the thing itself; `times` how often it is there."""

    kind: Kind
    what: str = ""
    where: str = ""
    times: int = 1


class Remarks:
    """Remarks as they come up; the same one twice is counted."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[Kind, str, str]] = Counter()

    def add(self, kind: Kind, what: object = "", where: object = "", times: int = 1) -> None:
        self._counted[kind, str(what)[:300], str(where)[:300]] += times

    def take(self, others: "Remarks") -> None:
        for remark in others:
            self.add(remark.kind, remark.what, remark.where, remark.times)

    def __iter__(self) -> Iterator[Remark]:
        return (Remark(kind, what, where, times) for (kind, what, where), times in self._counted.items())

    def by_kind(self) -> dict[Kind, list[Remark]]:
        """In the order of `Kind`."""
        found: defaultdict[Kind, list[Remark]] = defaultdict(list)
        for remark in self:
            found[remark.kind].append(remark)
        return {kind: found[kind] for kind in Kind if kind in found}

    def count(self, kind: Kind) -> int:
        return sum(remark.times for remark in self if remark.kind == kind)
