"""Who is reading. Built once per request by `queries.reader_of`; the read gate asks nothing else."""

from dataclasses import dataclass

from maillage.accounts.models import Person
from maillage.network.enums import Audience

MEMBERSHIP = 0  # the key that membership of the network gives; circles have positive ids


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's rights over the directory.

    level:         PUBLIC, MEMBERS or STEWARDS: what is read without belonging to a circle
    organisations: ids of the organisations this person has a current mandate for; their own rows are never hidden
    keys:          ids of the circles this person belongs to, and MEMBERSHIP for a member
    edits:         among these organisations, those whose record this person may change
    coordinates:   among them, those whose people, ties and disclosure this person decides on
    """

    person: Person | None = None
    level: Audience = Audience.PUBLIC
    organisations: frozenset[int] = frozenset()
    keys: frozenset[int] = frozenset()
    edits: frozenset[int] = frozenset()
    coordinates: frozenset[int] = frozenset()

    @property
    def is_steward(self) -> bool:
        return self.level >= Audience.STEWARDS

    @property
    def is_member(self) -> bool:
        return self.level >= Audience.MEMBERS


STRANGER = Reader()
MEMBER = Reader(level=Audience.MEMBERS, keys=frozenset({MEMBERSHIP}))  # "what members see", for previews
