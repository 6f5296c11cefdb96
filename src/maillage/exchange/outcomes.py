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
    """What becomes of one row. `draft` and `target` are the kind's own: what to write, and where."""

    line: int
    title: str
    state: State
    problems: tuple[Problem, ...] = ()
    changes: tuple[str, ...] = ()
    draft: Any = None
    target: Any = None


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
    def is_refused(self) -> bool:
        """Whether any row is: then nothing is written unless the refused rows are left out on purpose."""
        return any(outcome.state == State.REFUSED for outcome in self.outcomes)
