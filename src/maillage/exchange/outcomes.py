"""What would become of each row of a file: the answer of a plan, before anything is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    NEW = "new", pgettext_lazy("row of an import", "new")
    CHANGED = "changed", pgettext_lazy("row of an import", "changed")
    SAME = "same", pgettext_lazy("row of an import", "same")
    DUPLICATE = "duplicate", pgettext_lazy("row of an import", "probable duplicate")
    REFUSED = "refused", pgettext_lazy("row of an import", "refused")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at one place of the file. A problem that `refuses` keeps its whole row out; others its value."""

    line: int
    field: str
    reason: str
    mend: str = ""
    refuses: bool = False


@dataclass(slots=True)
class Outcome:
    """What becomes of one row. `draft` and `target` are the kind's own: what to write, and where.

    matches:  of a probable duplicate, the records it may be: each with what updating that record would change
    cells:    of a refused row, its cells, to be mended and sent again
    """

    line: int
    title: str
    state: State
    problems: tuple[Problem, ...] = ()
    changes: tuple[str, ...] = ()
    draft: Any = None
    target: Any = None
    matches: tuple[Any, ...] = ()
    cells: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was said of a probable duplicate: `organisation` is the record it is the same as, if it is."""

    decision: str
    organisation: int | None = None


@dataclass(slots=True)
class Undoing:
    """What undoing an import does, or would do.

    removed:   how many records that it made go
    restored:  how many records that were here get back what they said
    kept:      record (id) → names of what stays because it is no longer as imported
    """

    removed: int = 0
    restored: int = 0
    kept: dict[int, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """The outcomes of a whole file, and what is worth knowing about the file itself."""

    outcomes: list[Outcome] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def counts(self) -> dict[State, int]:
        found = Counter(outcome.state for outcome in self.outcomes)
        return {state: found[state] for state in State}

    def having(self, *states: State) -> Iterator[Outcome]:
        return (outcome for outcome in self.outcomes if outcome.state in states)

    def problems(self, *, refusing: bool) -> Iterator[Problem]:
        for outcome in self.outcomes:
            yield from (problem for problem in outcome.problems if problem.refuses is refusing)

    @property
    def is_undecided(self) -> bool:
        """Whether a row may be an organisation that is already here: then someone must say which it is."""
        return any(outcome.state == State.DUPLICATE for outcome in self.outcomes)

    @property
    def is_refused(self) -> bool:
        """Whether any row is: then nothing is written unless the refused rows are left out on purpose."""
        return any(outcome.state == State.REFUSED for outcome in self.outcomes)
