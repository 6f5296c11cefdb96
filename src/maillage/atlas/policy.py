"""How contested territories are drawn and named: `policy.toml`, and the instance's own file over it."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

from maillage.atlas.enums import Drawn

OURS = Path(__file__).with_name("policy.toml")


@dataclass(frozen=True)
class Rule:
    """What is decided of one territory. `host` is the code of the territory it is joined to, else empty."""

    drawn: Drawn = Drawn.OWN
    host: str = ""
    names: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """In the language of the page, or of the instance; empty when the vocabulary's name stands."""
        return self.names.get(get_language() or "", "") or self.names.get(settings.LANGUAGE_CODE, "")


Policy = dict[str, Rule]


def policy() -> Policy:
    """Code of a territory or shape → its rule; a code without a rule is a country among countries."""
    return read(settings.ATLAS_POLICY)


@lru_cache(maxsize=4)
def read(path: str = "") -> Policy:
    """The rules of our file, each replaced by that of the file at `path` where it has one."""
    rules = _rules(OURS)
    return rules | _rules(Path(path)) if path else rules


def _rules(file: Path) -> Policy:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise ImproperlyConfigured(f"MAILLAGE_ATLAS_POLICY: {file} cannot be read: {wrong}") from wrong
    return {code: _rule(file, code, words) for code, words in said.items()}


def _rule(file: Path, code: str, words: Any) -> Rule:
    drawn = words.get("drawn", Drawn.OWN) if isinstance(words, dict) else ""
    if drawn not in Drawn.values:
        choices = ", ".join(Drawn.values)
        raise ImproperlyConfigured(f"MAILLAGE_ATLAS_POLICY: {file}, [{code}]: drawn is one of {choices}.")
    host = words.get("with", "")
    if (drawn == Drawn.JOINED) != bool(host):
        raise ImproperlyConfigured(f'MAILLAGE_ATLAS_POLICY: {file}, [{code}]: "with" goes with drawn = "joined".')
    return Rule(Drawn(drawn), str(host), {str(lang): str(name) for lang, name in words.get("name", {}).items()})
