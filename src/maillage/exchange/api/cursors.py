"""Where the next page begins, as a word that fits in an address. It is read with care: anybody may write one."""

import base64
import binascii
import json
from dataclasses import astuple
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from maillage.exchange.api.problems import Refused
from maillage.network.queries.slices import Position


def written(sort: str, position: Position) -> str:
    return _encoded([sort, *astuple(position)])


def read(cursor: str, sort: str) -> Position:
    """The position in a cursor of this order; raises Refused."""
    values = _decoded(cursor)
    if len(values) != 4 or values[0] != sort:  # noqa: PLR2004 -- the order and the three parts of a position
        raise _unknown()
    position = Position(*values[1:])
    try:
        UUID(position.uuid)
        if sort == "confirmed" and position.first:
            date.fromisoformat(position.first)
    except ValueError as error:
        raise _unknown() from error
    return position


def word_written(word: str) -> str:
    """The cursor of a list in the order of one column."""
    return _encoded([word])


def word_read(cursor: str) -> str:
    values = _decoded(cursor)
    if len(values) != 1:
        raise _unknown()
    return values[0]


def uuid_read(cursor: str) -> str:
    try:
        return str(UUID(word_read(cursor)))
    except ValueError as error:
        raise _unknown() from error


def _encoded(values: list[str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _decoded(cursor: str) -> list[str]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _unknown() from error
    if not isinstance(values, list) or not all(isinstance(value, str) and "\x00" not in value for value in values):
        raise _unknown()
    return values


def _unknown() -> Refused:
    return Refused(
        [_("This cursor is not of this list. Take the address under “next” as it is, or begin again without cursor.")]
    )
