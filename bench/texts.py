"""Invented texts for the benches: words of a made-up language with the frequencies and the endings of a real one.

The same texts go to every peer. Nothing here is anybody's sentence.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "fr",
    "g",
    "gr",
    "j",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "t",
    "tr",
    "v",
)
VOWELS = ("a", "e", "é", "i", "o", "u", "ou", "ai", "an", "on", "in", "eu")
ENDINGS = ("", "", "", "s", "e", "es", "ment", "tion", "tions", "té", "ique", "iques", "eur", "eurs")
STEMS = 60_000
COMMON = (
    "de",
    "la",
    "le",
    "et",
    "les",
    "des",
    "en",
    "un",
    "du",
    "une",
    "que",
    "est",
    "pour",
    "qui",
    "dans",
    "par",
    "sur",
    "pas",
)


@dataclass(frozen=True)
class Text:
    """One article: `paragraphs` of plain words."""

    number: int
    title: str
    standfirst: str
    paragraphs: tuple[str, ...]

    @property
    def html(self) -> str:
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)


class Writer:
    """Draws texts; the same seed draws the same ones."""

    def __init__(self, seed: int = 1976) -> None:
        self.random = random.Random(seed)
        self.words = self._vocabulary()
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))

    def _vocabulary(self) -> list[str]:
        found: dict[str, None] = dict.fromkeys(COMMON)
        while len(found) < STEMS:
            stem = "".join(
                self.random.choice(ONSETS) + self.random.choice(VOWELS) for _n in range(self.random.randint(2, 4))
            )
            found.update(dict.fromkeys(stem + ending for ending in self.random.sample(ENDINGS, 2)))
        return list(found)

    def some(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def texts(self, count: int, words: int = 450) -> Iterator[Text]:
        """`count` articles of about so many words each."""
        for number in range(count):
            lengths = [self.random.randint(40, 110) for _n in range(max(1, words // 75))]
            yield Text(
                number,
                " ".join(self.some(self.random.randint(4, 9))).capitalize(),
                " ".join(self.some(25)).capitalize() + ".",
                tuple(" ".join(self.some(length)).capitalize() + "." for length in lengths),
            )

    def queries(self, count: int) -> list[str]:
        """Words as readers type them: of every frequency from the fiftieth on, one to three together."""
        ranks = [int(50 * (len(self.words) / 60) ** self.random.random()) for _n in range(count * 2)]
        return [
            " ".join(self.words[rank] for rank in self.random.sample(ranks, self.random.choice((1, 1, 2, 2, 3))))
            for _n in range(count)
        ]

    def slips(self, count: int) -> list[str]:
        """Words with one letter left out or two changed places."""
        found = []
        while len(found) < count:
            word = self.random.choice(self.words[200:20_000])
            if len(word) > 6:
                at = self.random.randint(1, len(word) - 3)
                swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
                found.append(self.random.choice((word[:at] + word[at + 1 :], swapped)))
        return found
