"""The kinds of things that can be brought in from a file. Apps above register theirs; commands and pages read the list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from maillage.accounts.models import Person
from maillage.exchange.formats.table import Table
from maillage.exchange.models import ImportRun
from maillage.exchange.outcomes import Decided, Plan, Undoing
from maillage.kit.hooks import Registry
from maillage.kit.personal_data import Words

if TYPE_CHECKING:
    from maillage.exchange.organisations.matching import Match

Tell = Callable[[int, int], object]  # (done, of how many)


def untold(done: int, total: int) -> None:
    """Nobody waits."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the person who imports has chosen.

    mapping:     header of the file → field of ours ("" leaves the column out); wins over what is guessed
    source:      the name under which this file's rows are recognised the next time
    source_id:   headers whose cells together name a row; without them, its name and its country do
    language:    language of names and texts whose column does not say
    territory:   where the rows are that do not say
    """

    source: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    source_id: Sequence[str] = ()
    language: str = ""
    territory: str = ""
    audience: int = 30


class Planner(Protocol):
    def __call__(
        self, table: Table, options: Options, *, found: "Mapping[int, Sequence[Match]] | None" = None
    ) -> Plan: ...


class Applier(Protocol):
    def __call__(
        self, plan: Plan, options: Options, by: Person | None, *, run: ImportRun, tell: Tell = untold
    ) -> Sequence[Any]: ...


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind is planned and applied.

    guess:  headers → fields, as far as they can be told from their words
    plan:   a pure reading: the table and the database as it is → outcomes; `found` (line → records) is what a search
            found before, in the same state of the directory
    decide: line → what someone said of a probable duplicate: turns its outcome into what is to be written
    apply:  writes the new and changed outcomes of a plan, inside the caller's transaction, and what undoing them needs;
            returns ids of what it wrote; `tell(done, total)` is called now and then
    undo:   takes back what a run wrote, as far as nobody touched it since, inside the caller's transaction; with
            `write=False` only says what it would do
    """

    label: Words
    fields: Sequence[str]
    guess: Callable[[Sequence[str]], dict[str, str]]
    plan: Planner
    decide: Callable[[Plan, Mapping[int, Decided]], None]
    apply: Applier
    undo: Callable[..., Undoing]


kinds: Registry[Kind] = Registry("Kind of import")
