"""A minimal writer of Mapbox Vector Tiles 2.1: one layer of points, with whole numbers, words and booleans as properties."""

from collections.abc import Iterable, Iterator

EXTENT = 4096
Value = str | int | bool
Feature = tuple[int, int, dict[str, Value]]  # x and y in the tile, from its north-west corner; properties


def tile(name: str, features: Iterable[Feature]) -> bytes:
    """The bytes of a tile with one layer; none at all when there is nothing to show."""
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}
    body = b"".join(_block(2, _feature(x, y, tags, keys, values)) for x, y, tags in features)
    if not body:
        return b""
    layer = b"".join((
        _number(15, 2), _block(1, name.encode()), body,
        *(_block(3, key.encode()) for key in keys),
        *(_block(4, _value(value)) for _type, value in values),
        _number(5, EXTENT),
    ))  # fmt: skip
    return _block(3, layer)


def _feature(
    x: int, y: int, tags: dict[str, Value], keys: dict[str, int], values: dict[tuple[type, Value], int]
) -> bytes:
    pairs = []
    for key, value in tags.items():
        pairs += [keys.setdefault(key, len(keys)), values.setdefault((type(value), value), len(values))]
    geometry = (9, _zigzag(x), _zigzag(y))  # one "move to"
    return _block(2, _packed(pairs)) + _number(3, 1) + _block(4, _packed(geometry))


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return _block(1, value.encode())
    if isinstance(value, bool):
        return _number(7, int(value))
    return _number(6, _zigzag(value))


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _packed(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _block(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    if number < len(_SMALL):
        return _SMALL[number]
    return bytes(_septets(number))


def _septets(number: int) -> Iterator[int]:
    while number > 0x7F:  # noqa: PLR2004 -- seven bits
        yield number & 0x7F | 0x80
        number >>= 7
    yield number


_SMALL = [bytes(_septets(number)) for number in range(16384)]
