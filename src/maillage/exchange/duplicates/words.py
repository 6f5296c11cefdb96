"""The words of one name, each with what it stands for."""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from maillage.exchange.duplicates.lexicon import MANY_WORDS, Idea, Lexicon, lexicon
from maillage.exchange.duplicates.spelling import is_arabic, skeleton, stem

KEPT = 1 << 17  # words remembered
LONG_WORD, SLIPS = 8, 2
_NUMBER = re.compile(r"\d+|^(?:ii|iii|iv|vi|vii|viii|ix|xi|xii)$")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_JOINED = ("و", "ب", "ل")
SHORTEST_ARABIC = 3


class Word(NamedTuple):
    """`key` is equal for words that say the same; `bare` is the folded word; `skeleton` its consonants."""

    key: str
    sort: str  # "kind", "part", "idea", "place", "number", "year" or "own"
    bare: str
    skeleton: str


def words_of(tokens: list[str]) -> list[Word]:
    """The telling words of folded tokens, in their order: no articles, no legal forms; names of places in one piece."""
    book, found, at = lexicon(), [], 0
    while at < len(tokens):
        if tokens[at] in book.openers and (phrase := _phrase(book, tokens, at)):
            size, idea = phrase
            found.append(Word(idea.key, idea.sort, " ".join(tokens[at : at + size]), ""))
            at += size
            continue
        found.extend(word_of(tokens[at]))
        at += 1
    return found


def _phrase(book: Lexicon, tokens: list[str], at: int) -> tuple[int, Idea] | None:
    for size in range(min(MANY_WORDS, len(tokens) - at), 1, -1):
        if idea := book.phrases.get(tuple(tokens[at : at + size])):
            return size, idea
    return None


@lru_cache(maxsize=KEPT)
def word_of(token: str) -> tuple[Word, ...]:
    """What one folded token says: nothing, a word, or the two of a compound."""
    book = lexicon()
    if is_arabic(token):
        return _arabic(book, token)
    if _YEAR.fullmatch(token):
        return (Word(f"#{token}", "year", token, ""),)
    if _NUMBER.search(token):
        number = "".join(re.findall(r"\d+", token)).lstrip("0") or ROMAN.get(token, "0")
        return (Word(f"#{number}", "number", token, ""),)
    idea = book.words.get(token)
    if idea is None and (parts := book.split(token)):
        before, ending = parts
        return (*word_of(before.removesuffix("s") if len(before) > LONG_WORD else before), _as_word(ending, token))
    idea = idea or book.find(token)
    if idea is None and len(token) >= LONG_WORD:
        near = process.extractOne(token, book.kinds, scorer=OSA.distance, score_cutoff=SLIPS)
        idea = book.find(near[0]) if near else None
    if idea is None:
        return (Word(stem(token), "own", token, skeleton(token)),) if len(token) > 1 or token.isalnum() else ()
    return () if idea.sort in {"stop", "form"} else (_as_word(idea, token),)


def _arabic(book: Lexicon, token: str) -> tuple[Word, ...]:
    bare = _without_article(token)
    for candidate in (token, bare, *(bare[1:] for sign in _JOINED if bare.startswith(sign))):
        if idea := book.find(candidate):
            return () if idea.sort in {"stop", "form"} else (Word(idea.key, idea.sort, bare, skeleton(bare)),)
    return (Word(bare, "own", bare, skeleton(bare)),) if len(bare) > 1 else ()


def _without_article(token: str) -> str:
    for article in _ARTICLES:
        if token.startswith(article) and len(token) - len(article) >= SHORTEST_ARABIC - 1:
            return token[len(article) :]
    return token


def _as_word(idea: Idea, token: str) -> Word:
    return Word(idea.key, idea.sort, token, skeleton(token) if idea.sort == "place" else "")
