"""The register of personal data: what is held about a person, why, for how long, and how it is erased.

Each app that holds personal data registers its `Holding`s in `AppConfig.ready`. "My data", the export, the erasure and
the retention job read this register and nothing else.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from maillage.kit.hooks import Registry

Words = str | Promise
Rows = Sequence[Mapping[str, Any]]

logger = logging.getLogger(__name__)


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


# In the order of the apps, the highest first: what leans on a person is erased before the person.
holdings: Registry[Holding] = Registry("Personal data")

# person id → why this person cannot be erased yet and what to do first, or None. Asked inside the erasing transaction.
erasure_obstacles: Registry[Callable[[int], Words | None]] = Registry("Erasure obstacle")

# person id → nothing. Told inside the erasing transaction, before the first row goes.
erasure_witnesses: Registry[Callable[[int], object]] = Registry("Erasure witness")


class RetentionFailed(Exception):
    """Some holdings could not be expired; the others were. Its text names them."""


def held_about(person_id: int) -> dict[str, Rows]:
    """Everything held about a person, by name of holding: the content of the export."""
    return {name: holding.rows(person_id) for name, holding in holdings}


def obstacles_of(person_id: int) -> list[Words]:
    return [words for _name, ask in erasure_obstacles if (words := ask(person_id)) is not None]


@transaction.atomic
def erase_all(person_id: int) -> dict[str, int]:
    """Erase every holding, all or nothing; the number of rows by name of holding."""
    for _name, tell in erasure_witnesses:
        tell(person_id)
    return {name: holding.erase(person_id) for name, holding in holdings}


def forget_expired(now: datetime) -> dict[str, int]:
    """Forget what is past its time. One holding that fails keeps no other from being forgotten.

    Raises RetentionFailed at the end when any failed, so that the job is seen to fail and runs again.
    """
    forgotten: dict[str, int] = {}
    failed: list[str] = []
    for name, holding in holdings:
        if holding.expire is None:
            continue
        try:
            with transaction.atomic():
                forgotten[name] = holding.expire(now)
        except Exception:
            logger.exception("Retention of %s failed.", name)
            failed.append(name)
    if failed:
        raise RetentionFailed(", ".join(failed))
    return forgotten
