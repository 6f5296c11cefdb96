"""Which counts are not said, so that no small one can be read or worked out from the others.

Below a threshold nothing is said. That is not enough where values lie inside a whole that is said too: the whole minus
what is said may be a small number. So we withhold, besides, the smallest of what is said until the rest is nothing or
enough. The rule reads the numbers alone: it is the same for each reader, and each page that counts the same rows.

What it does not see: two answers to two questions (all, and those of 2003) may be subtracted from one another.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

V = TypeVar("V", bound=Hashable)


def withheld(
    numbers: Mapping[V, int], least: int, *, around: Mapping[V, V | None] | None = None, total: int | None = None
) -> set[V]:
    """The values whose number is not said.

    numbers: value → organisations, each counted once in it
    around:  value → the value that holds it, for values of a tree; those that stand in `numbers` only
    total:   what is said of the whole; None where the values are no parts of one
    """
    tree = _Tree(numbers, around or {}, least)
    tops = tree.settle(top for top in numbers if tree.parent(top) is None)
    if total is not None:
        tree.cover(total, tops)
    return tree.hidden


class _Tree(Generic[V]):
    """Withholds from the leaves up: what was settled below stays settled, because hiding only joins what is not said."""

    def __init__(self, numbers: Mapping[V, int], around: Mapping[V, V | None], least: int) -> None:
        self.numbers, self.around, self.least = numbers, around, least
        self.hidden = {value for value, number in numbers.items() if number < least}
        self.inside: dict[V, list[V]] = {}
        self.said_within: dict[V, list[V]] = {}
        for value in numbers:
            if (parent := self.parent(value)) is not None:
                self.inside.setdefault(parent, []).append(value)

    def parent(self, value: V) -> V | None:
        parent = self.around.get(value)
        return parent if parent in self.numbers else None

    def settle(self, values: Iterable[V]) -> list[V]:
        """The outermost of what is said of `values` and inside them, after withholding what has to be."""
        said = []
        for value in values:
            within = self.settle(self.inside.get(value, ()))
            if value not in self.hidden:
                self.cover(self.numbers[value], within, self.inside.get(value, ()))
            self.said_within[value] = within
            said += self._outermost(value)
        return said

    def _outermost(self, value: V) -> list[V]:
        return self.said_within[value] if value in self.hidden else [value]

    def cover(self, whole: int, said: list[V], siblings: Iterable[V] = ()) -> None:
        """Withhold from `said`, which changes, until `whole` minus what is said tells nothing. None of them overlap."""
        siblings = tuple(siblings)
        while said and (told := self._telling(whole, said, siblings)) is not None:
            said.remove(told)
            self.hidden.add(told)
            said += self.said_within[told]

    def _telling(self, whole: int, said: list[V], siblings: tuple[V, ...]) -> V | None:
        """What to withhold next. Inside a unit we look at each part alone too: organisations may be in several."""
        by_size = sorted(said, key=lambda value: (self.numbers[value], str(value)))
        close = [value for value in by_size if self._is_small(whole - self.numbers[value])] if siblings else []
        if close:
            return close[-1]
        unsaid = sum(self.numbers[value] for value in siblings if value in self.hidden)
        left = whole - sum(self.numbers[value] for value in said)
        return by_size[0] if self._is_small(left) or self._is_small(unsaid) else None

    def _is_small(self, number: int) -> bool:
        return 0 < number < self.least
