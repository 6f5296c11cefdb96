"""What is known of an organisation that may tell it from another, as written (`Record`) and made ready (`Prepared`)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from maillage.exchange.duplicates.words import Word, word_of, words_of
from maillage.kit.text import fold

MOST_NAMES = 8  # of one record; more are no longer compared
ACRONYM_LENGTHS = range(2, 12)
FEWEST_INITIALS, PAIR = 2, 2
MOST_SMALL = 3  # letters of a word that an acronym may leave out
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_DASHED = re.compile(r"\s+[-–—:]\s+")
_STATUTE = re.compile(
    r"\(?\b(?:association |asso\.? )?(?:de |du )?loi (?:de |du 1er juillet )?1901\b\)?", re.IGNORECASE
)
_SPACED = re.compile(r"\b(?:\w[.\s]){2,}\w?\b")  # B.R.U., B R U M
_DOTTED = re.compile(r"(?<!\w)(?:\w\.\s?)+\w?(?!\w)\.?")  # e.V., a. s. b. l.
_LETTER = re.compile(r"[^\W\d_]")
# Hosts where many write their pages: the address is then told by what comes after, or by the host's own first part.
SHARED_HOSTS = frozenset({
    "facebook.com", "fb.com", "m.facebook.com", "fr-fr.facebook.com", "twitter.com", "x.com", "instagram.com", "linkedin.com", "youtube.com",
    "t.me", "wa.me", "sites.google.com", "helloasso.com", "linktr.ee", "medium.com", "github.com", "tiktok.com", "vk.com",
})  # fmt: skip
SHARED_MAIL = frozenset({
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.fr", "yahoo.es", "yahoo.com.br", "hotmail.com", "hotmail.fr", "hotmail.es",
    "outlook.com", "outlook.fr", "live.com", "live.fr", "msn.com", "icloud.com", "aol.com", "gmx.de", "gmx.net", "web.de", "free.fr",
    "orange.fr", "wanadoo.fr", "laposte.net", "sfr.fr", "riseup.net", "proton.me", "protonmail.com", "mail.ru", "yandex.ru", "libero.it",
    "uol.com.br", "bol.com.br", "terra.com.br", "planet.tn", "topnet.tn", "gnet.tn", "menara.ma",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """An organisation as plain values. identifiers: (scheme, number). sites: addresses or hosts. town: as written."""

    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    email_domains: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    country: str = ""
    town: str = ""


class Name(NamedTuple):
    words: tuple[Word, ...]
    joined: str  # its telling words without spaces
    initials: tuple[str, ...]


class Prepared(NamedTuple):
    """`short`: what it may be called for short, given or written as its only name."""

    names: tuple[Name, ...]
    short: frozenset[str]
    domains: frozenset[str]
    identifiers: frozenset[tuple[str, str]]
    country: str
    town: tuple[str, ...]  # keys of its words


def prepare(record: Record) -> Prepared:
    short = {joined for text in record.acronyms for part in (text, *_split(text)) if (joined := _joined(part))}
    names: dict[str, Name] = {}
    for text in record.names:
        for part in _parts(text):
            name = _name(_joined(part) if _is_spelled(part.strip(" .")) else part)
            if name.words:
                names.setdefault(name.joined, name)
            if looks_short(part):
                short.add(_joined(part))
            elif only := _only_capitals(part, name):
                short.add(only)
    domains = {domain for site in record.sites if (domain := domain_of(site))}
    domains |= {domain for domain in (d.casefold() for d in record.email_domains) if domain not in SHARED_MAIL}
    return Prepared(
        tuple(list(names.values())[:MOST_NAMES]),
        frozenset(short),
        frozenset(domains),
        frozenset((scheme, re.sub(r"\W", "", number).casefold()) for scheme, number in record.identifiers),
        record.country.upper(),
        tuple(word.key for word in words_of(fold(record.town).split())),
    )


def domain_of(site: str) -> str:
    """The host of an address without www; with the first step of its path where many share a host. Or empty."""
    try:
        parts = urlsplit(site if "//" in site else f"//{site}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if host in SHARED_HOSTS:
        step = next((step for step in parts.path.split("/") if step), "")
        return f"{host}/{step.casefold()}" if step else ""
    return host if "." in host else ""


def looks_short(text: str) -> bool:
    """Whether a name is written as letters that stand for words: CGT, c.g.t, C G T, cgt."""
    bare = text.strip()
    if _is_spelled(bare.rstrip(".")):
        return True
    return " " not in bare and bare.isascii() and sum(map(bool, map(_LETTER.match, bare))) in ACRONYM_LENGTHS


def _is_spelled(bare: str) -> bool:
    """B.R.U., B R U M: known for most names by their second sign."""
    return (bare[1:2] == "." or bare[1:2].isspace()) and bool(_SPACED.fullmatch(bare))


def labels_of(domains: Iterable[str]) -> Iterator[str]:
    """What a site calls itself: the first part of its host, or its page on a shared one."""
    for domain in domains:
        label = domain.split("/")[-1] if "/" in domain else domain.split(".")[0]
        if len(label) > FEWEST_INITIALS:
            yield _joined(label)


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[/;,|]", text) if part.strip()]


def _joined(text: str) -> str:
    return fold(text).replace(" ", "")


def _parts(text: str) -> Iterator[str]:
    """A name as written; and apart, a name and its short form written as one: "BRUM (Brume …)", "Brum - Brume …"."""
    if "1901" in text:  # most names have nothing of what follows: looking is cheaper than matching
        text = _STATUTE.sub(" ", text)
    text = text.strip(" -,")
    yield text
    bracketed = _BRACKETS.finditer(text) if "(" in text or "[" in text else ()
    for inner, outer in [(found[1], text.replace(found[0], " ").strip()) for found in bracketed]:
        if _are_two(inner, outer) or _are_two(outer, inner) or _stands_for(outer, inner):
            yield from (inner, outer)
    pieces = _DASHED.split(text, maxsplit=1)
    if len(pieces) == PAIR and (_stands_for(*pieces) or _stands_for(*reversed(pieces))):
        yield from pieces


def _are_two(short: str, name: str) -> bool:
    """Whether `short` looks like an acronym beside `name`: in capitals, where the name is not."""
    return _is_capitals(short) and not name.isupper() and " " in name


def _stands_for(short: str, name: str) -> bool:
    return _is_capitals(short) and _joined(short) in _initials(fold(name).split())


def _is_capitals(text: str) -> bool:
    return " " not in text and len(text) in ACRONYM_LENGTHS and sum(c.isupper() for c in text) * 2 > len(text)


def _only_capitals(text: str, name: Name) -> str:
    """The acronym that a name is but for the word for its kind: Asso BRUM."""
    telling = [word.bare for word in name.words if word.sort != "kind"]
    if len(telling) != 1 or text.isupper():
        return ""
    return telling[0] if any(_is_capitals(part) and _joined(part) == telling[0] for part in text.split()) else ""


def _name(text: str) -> Name:
    if "." in text:
        text = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    tokens = fold(text).split()
    words = tuple(words_of(tokens))
    return Name(words, "".join(word.bare.replace(" ", "") for word in words), tuple(_initials(tokens)))


def _initials(tokens: list[str]) -> dict[str, None]:
    """First letters of the words, with and without the small ones, and without a first or last word for the kind."""
    found: dict[str, None] = {}
    telling = [token for token in tokens if word_of(token) or len(token) > MOST_SMALL]
    for some in (tokens, telling):
        letters = "".join(token[0] for token in some if token)
        if len(letters) in ACRONYM_LENGTHS:
            found[letters] = None
    return found
