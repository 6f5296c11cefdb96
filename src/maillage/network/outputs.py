"""Where else a result or a record can be taken: apps above register what they make of it, and pages offer it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise

from maillage.kit.hooks import Registry
from maillage.network.models import Organisation

T = TypeVar("T")
Words = str | Promise


@dataclass(frozen=True)
class Output(Generic[T]):
    """`purpose` groups outputs on the page; `address` gets what is taken away, and is empty where there is nothing to offer."""

    purpose: Words
    words: Words
    address: Callable[[T], str]


of_results: Registry[Output[str]] = Registry("Output of a result")  # address(query string of the filters)
of_records: Registry[Output[Organisation]] = Registry("Output of a record")


def offered(outputs: Registry[Output[T]], what: T) -> list[tuple[Words, str, Words]]:
    """(purpose, address, words) of each output of `what`."""
    found = [(output.purpose, output.address(what), output.words) for _name, output in outputs]
    return [entry for entry in found if entry[1]]
