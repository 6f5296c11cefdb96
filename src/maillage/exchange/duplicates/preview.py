"""What the rows of a file may be already: asked once for a whole import, before anything is written."""

from collections.abc import Iterable, Sequence

from maillage.exchange.duplicates.candidates import Match, Search
from maillage.exchange.duplicates.directory import Unit, record, units_by_code
from maillage.exchange.duplicates.records import Record
from maillage.exchange.organisations.draft import Draft
from maillage.network.enums import ContactKind, PresenceRole

SHOWN = 3  # matches kept of a row


def probable(drafts: Iterable[Draft]) -> dict[int, Sequence[Match]]:
    """Line → the organisations that the row may be, best first; rows that are like none are left out.

    It reads every audience: for those who may see the whole directory only.
    """
    search, places = Search.of_directory(), units_by_code()
    if not len(search):
        return {}
    found = ((draft.line, search.matches(as_record(draft, places))) for draft in drafts)
    return {line: matches[:SHOWN] for line, matches in found if matches}


def as_record(draft: Draft, places: dict[str, Unit]) -> Record:
    names, contacts, numbers = [], [], []
    for slot, values in draft.slots.items():
        family, _sign, rest = slot.partition("/")
        kind = rest.split("/")[0]
        if family == "name":
            names += [(kind, value[0]) for value in values]
        elif family == "contact":
            contacts += [(kind, value[0]) for value in values]
        elif family == "identifier":
            numbers += [(kind, value[0]) for value in values]
    wanted = {ContactKind.WEBSITE, ContactKind.SOCIAL, ContactKind.EMAIL}
    seat = draft.slots.get(f"place/{PresenceRole.SEAT}") or ((None,),)
    return record(
        names, [row for row in contacts if row[0] in wanted], numbers, places.get(seat[0][0] or "", Unit("", ""))
    )
