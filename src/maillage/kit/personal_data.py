"""The register of personal data: what is held about a person, why, for how long, and how it is erased.

Each app that holds personal data registers its `Holding`s in `AppConfig.ready`. "My data", the export, the erasure and
the retention job read this register and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from maillage.kit.hooks import Registry

Words = str | Promise
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of data about people.

    rows:   person id → what is held, as plain values ready for JSON
    erase:  person id → number of rows erased or anonymised
    expire: (now) → number of rows forgotten because their time is over; None when an act ends them
    """

    what: Words
    why: Words
    how_long: Words
    rows: Callable[[int], Rows]
    erase: Callable[[int], int]
    expire: Callable[[datetime], int] | None = None


holdings: Registry[Holding] = Registry("Personal data")
