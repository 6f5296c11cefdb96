"""Registries: declared low, filled above, read by whoever needs the whole list."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named entries in the order of their registration; the same name twice is a mistake."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._entries: dict[str, T] = {}

    def register(self, name: str, entry: T) -> T:
        if name in self._entries:
            raise ValueError(f"{self.noun} {name!r} is registered twice.")
        self._entries[name] = entry
        return entry

    def registers(self, name: str) -> Callable[[T], T]:
        """The decorator form of `register`."""
        return lambda entry: self.register(name, entry)

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(self._entries.items())

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def __contains__(self, name: str) -> bool:
        return name in self._entries
