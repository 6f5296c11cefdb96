"""The keys under which a record is filed: two records of one association share at least a rare one of them."""

from collections.abc import Iterator

from maillage.exchange.duplicates.records import Name, Prepared, labels_of

# What a key is worth beside its rarity, by its first letter.
WORTH = {"i": 4.0, "d": 2.5, "a": 1.6, "w": 1.0, "s": 0.8, "c": 0.9, "g": 0.25}
LONGEST_GRAMS = 60  # letters of a name from which trigrams are taken
SHORTEST_SKELETON, SHORTEST_ACRONYM = 3, 2


def keys_of(record: Prepared) -> set[str]:
    """i: a number in a register; d: a domain; a: letters it is called by; w: a word; c: a word of two kinds with its
    country; s: its consonants; g: three letters running.
    """
    found = {f"i{scheme}:{number}" for scheme, number in record.identifiers}
    found.update(f"d{domain}" for domain in record.domains)
    found.update(
        f"a{letters}" for letters in (*record.short, *labels_of(record.domains)) if len(letters) >= SHORTEST_ACRONYM
    )
    for name in record.names:
        found.update(_keys_of_name(name))
        if record.country:
            found.update(f"c{record.country}{word.key}" for word in name.words if word.sort in {"idea", "kind"})
    return found


def _keys_of_name(name: Name) -> Iterator[str]:
    for letters in name.initials:
        if len(letters) > SHORTEST_ACRONYM:
            yield f"a{letters}"
    if len(name.words) == 1:
        yield f"a{name.joined}"
    for word in name.words:
        if word.sort != "kind":
            yield f"w{word.key}"
        if len(word.skeleton) >= SHORTEST_SKELETON:
            yield f"s{word.skeleton}"
    grams = name.joined[:LONGEST_GRAMS]
    for at in range(len(grams) - 2):
        yield f"g{grams[at : at + 3]}"
