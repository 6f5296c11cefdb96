"""Typed readers of the `MAILLAGE_*` environment: a wrong value stops the program and says what to do."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PREFIX = "MAILLAGE_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class WrongSetting(SystemExit):
    """A setting that cannot be used; its text names the variable, the value and the mend."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"maillage: {PREFIX}{name} cannot be used. {hint}")


def text(name: str, default: str = "") -> str:
    """`MAILLAGE_<name>`, or the content of the file named by `MAILLAGE_<name>_FILE` (for secrets)."""
    file = os.environ.get(f"{PREFIX}{name}_FILE")
    if file is None:
        return os.environ.get(PREFIX + name, default).strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise WrongSetting(f"{name}_FILE", f"The file {file!r} cannot be read: {problem.strerror}.") from problem


def parsed(name: str, default: T, parse: Callable[[str], T], hint: str) -> T:
    raw = text(name)
    if not raw:
        return default
    try:
        return parse(raw)
    except (ValueError, KeyError) as problem:
        raise WrongSetting(name, f"It is {raw!r}; {hint}") from problem


def flag(name: str, *, default: bool) -> bool:
    def parse(raw: str) -> bool:
        if raw.lower() not in TRUE | FALSE:
            raise ValueError
        return raw.lower() in TRUE

    return parsed(name, default, parse, "write yes or no.")


def number(name: str, default: int, *, least: int = 0) -> int:
    def parse(raw: str) -> int:
        if int(raw) < least:
            raise ValueError
        return int(raw)

    return parsed(name, default, parse, f"write a whole number, {least} or more.")


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas or spaces."""
    return text(name, default).replace(",", " ").split()


def choice(name: str, default: str, allowed: list[str]) -> str:
    def parse(raw: str) -> str:
        return allowed[allowed.index(raw)]

    return parsed(name, default, parse, f"choose one of: {', '.join(allowed)}.")
