"""Words and lists shared by several screens. Sentences are whole, so that each language can bend them its own way."""

from babel import Locale, UnknownLocaleError
from django.utils import formats, numberformat
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from maillage.network.enums import BodyKind, Measure, Precision, Qualifier, TieRoleKind, TieState

# Fields of a record that its own people propose and a steward accepts: they tell who an organisation is.
REVIEWED_FIELDS = ("kind", "state", "founded", "dissolved")

Words = str | Promise

IN_WORKING_GROUPS: dict[int, Words] = {
    1: _("in one working group"),
    2: _("in two working groups"),
    3: _("in three working groups"),
    4: _("in four working groups"),
    5: _("in five working groups"),
    6: _("in six working groups"),
    7: _("in seven working groups"),
    8: _("in eight working groups"),
    9: _("in nine working groups"),
    10: _("in ten working groups"),
}
IN_BODY: dict[str, Words] = {
    BodyKind.BOARD: _("on the board"),
    BodyKind.OFFICE: _("on the executive committee"),
    BodyKind.ASSEMBLY: _("in the general assembly"),
}
AS: dict[str, Words] = {
    TieRoleKind.FOUNDER: pgettext_lazy("role in a network", "founder"),
    TieRoleKind.BOARD_MEMBER: _("on the board"),
    TieRoleKind.CONVENOR: pgettext_lazy("role in a network", "convenor"),
    TieRoleKind.OBSERVER: pgettext_lazy("role in a network", "observer"),
    TieRoleKind.HOST: pgettext_lazy("role in a network", "host"),
}
SHOWN_TO_THE: dict[int, Words] = {
    Precision.EXACT: _("shown exactly"),
    Precision.TOWN: _("shown to the town"),
    Precision.REGION: _("shown to the region"),
    Precision.COUNTRY: _("shown to the country"),
    Precision.WORLD_REGION: _("shown to the part of the world"),
    Precision.NONE: _("place not shown"),
}
MEASURED: dict[str, Words] = {
    Measure.MEMBERS: _("member organisations"),
    Measure.FOUNDERS: _("founding organisations"),
    Measure.PARTNERS: _("partners"),
    Measure.LOCAL_GROUPS: _("local groups"),
    Measure.VOLUNTEERS: _("volunteers"),
    Measure.INDIVIDUAL_MEMBERS: _("individual members"),
    Measure.COUNTRIES: _("countries"),
}


def language_name(code: str) -> str:
    """The language `code` in the language of the page; the code itself when nobody has a word for it."""
    try:
        name = Locale.parse(get_language() or "fr").languages.get(code)
    except (UnknownLocaleError, ValueError):
        name = None
    return name or code


def membership_words(*, is_founder: bool) -> str:
    return gettext("founding member") if is_founder else gettext("member")


def in_working_groups(count: int) -> str:
    """How many working groups, in words up to ten."""
    if count in IN_WORKING_GROUPS:
        return str(IN_WORKING_GROUPS[count])
    return ngettext("in %(count)d working group", "in %(count)d working groups", count) % {"count": count}


def in_commissions(count: int) -> str:
    return ngettext("in one commission", "in %(count)d commissions", count) % {"count": count}


def in_several_groups() -> str:
    return gettext("in several working groups")


def convenor_of(count: int) -> str:
    return ngettext("convenor of one working group", "convenor of %(count)d working groups", count) % {"count": count}


def joined(parts: list[str]) -> str:
    """Phrases in a row: "founding member, on its board, in five working groups"."""
    return pgettext("between the phrases of one sentence", ", ").join(parts)


def with_period(phrase: str, period: str) -> str:
    return gettext("%(phrase)s (%(period)s)") % {"phrase": phrase, "period": period} if period else phrase


QUALIFIED: dict[str, Words] = {
    Qualifier.ABOUT: _("about %(number)s"),
    Qualifier.NEARLY: _("nearly %(number)s"),
    Qualifier.MORE_THAN: _("more than %(number)s"),
}


def figure_words(qualifier: str, value: int | None) -> str:
    """A claimed figure as it is said: "54", "nearly 10 000", "several hundred"."""
    if value is None:
        return gettext("several hundred")
    number = number_words(value)
    pattern = QUALIFIED.get(qualifier)
    return str(pattern) % {"number": number} if pattern else number


def number_words(value: int) -> str:
    """A number in groups of three: "180 000"."""
    decimal, thousand = formats.get_format("DECIMAL_SEPARATOR"), formats.get_format("THOUSAND_SEPARATOR")
    return numberformat.format(value, decimal, grouping=3, thousand_sep=thousand, force_grouping=True)


def interval_words(low: int | None, high: int | None) -> str:
    """What may be said of a number known within bounds: "54", "at least 54", "54 to 60", "at most 60"."""
    if low is None and high is None:
        return gettext("not known")
    if low == high:
        return number_words(low or 0)
    if high is None:
        return gettext("at least %(number)s") % {"number": number_words(low or 0)}
    if low is None:
        return gettext("at most %(number)s") % {"number": number_words(high)}
    return gettext("%(low)s to %(high)s") % {"low": number_words(low), "high": number_words(high)}


def chain_sentence(links: list[tuple[str, str, str]]) -> str:
    """Links (name, tie, other name) in one sentence: "A is a member of B, which has as a member C."."""
    said = ""
    for first, tie, second in links:
        words = {"first": isolated(first), "tie": tie, "second": isolated(second), "said": said}
        pattern = gettext("%(said)s, which %(tie)s %(second)s") if said else gettext("%(first)s %(tie)s %(second)s")
        said = pattern % words
    return gettext("%(sentence)s.") % {"sentence": said}


def isolated(name: str) -> str:
    """A name kept whole where writing runs from right to left: it may be in letters that run the other way."""
    return f"\u2068{name}\u2069" if get_language_bidi() else name


def founding_words(*, is_from_member: bool) -> str:
    """A membership of a founder, as the words of a tie."""
    return gettext("is a founding member of") if is_from_member else gettext("has as a founding member")


def provenance(*, state: str, confirmed_a: str, confirmed_b: str) -> str:
    """How we know of a tie; `confirmed_a` and `confirmed_b` name the ends that confirmed it, or are empty."""
    if state == TieState.DISPUTED:
        return str(TieState.DISPUTED.label)
    if confirmed_a and confirmed_b:
        return gettext("confirmed by both")
    if confirmed_a or confirmed_b:
        return gettext("confirmed by %(organisation)s") % {"organisation": confirmed_a or confirmed_b}
    if state == TieState.STATED:
        return gettext("stated from a source")
    return str(TieState(state).label)
