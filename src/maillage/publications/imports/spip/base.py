"""The database of a SPIP site, opened for reading only: nothing in it is trusted, not even its schema."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.utils.translation import gettext as _

from maillage.publications.imports.errors import ExportRefused

_MAGIC = b"SQLite format 3\0"
_NAME = re.compile(r"\w{1,60}")
LONGEST = 20 * 1024 * 1024  # bytes of one value
NEEDED = ("rubriques", "articles")


class Base:
    """Rows of tables by their names without the prefix ("spip_"); what is not there is empty, as in older versions."""

    def __init__(self, path: Path) -> None:
        self._path = path
        _refuse_other_kinds(path)
        try:
            with closing(self._open()) as connection:
                names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                self._prefix = _prefix(names)
                self._columns = {name: _columns(connection, name) for name in names if _NAME.fullmatch(name)}
        except sqlite3.Error as problem:
            raise _damaged(problem) from problem

    def rows(self, table: str, *columns: str, order: str = "") -> Iterator[dict[str, str]]:
        """Every row of `table` with these columns as text, one by one; no row when there is no such table."""
        name = f"{self._prefix}_{table}"
        there = self._columns.get(name, set())
        wanted = [column for column in columns if column in there]
        if not wanted:
            return
        names = ", ".join(f'"{column}"' for column in wanted)
        sorted_by = f' ORDER BY "{order}"' if order in there else ""
        empty = dict.fromkeys(columns, "")
        try:
            with closing(self._open()) as connection:
                for row in connection.execute(f'SELECT {names} FROM "{name}"{sorted_by}'):  # noqa: S608 -- known names
                    yield empty | {c: "" if v is None else str(v) for c, v in zip(wanted, row, strict=True)}
        except sqlite3.Error as problem:
            raise _damaged(problem) from problem

    def count(self, table: str) -> int:
        first = next(iter(sorted(self._columns.get(f"{self._prefix}_{table}", set()))), "")
        return sum(1 for _row in self.rows(table, first)) if first else 0

    def pairs(self, table: str, one: str, objet: str) -> dict[str, list[str]]:
        """Id of an `objet` → ids of `one` that are linked to it, in their order."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.rows(table, one, "id_objet", "objet", order=one):
            if row["objet"] == objet:
                found[row["id_objet"]].append(row[one])
        return found

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(str(self._path.resolve()))}?mode=ro&immutable=1", uri=True)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        connection.text_factory = lambda said: said.decode("utf-8", "replace")
        for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection


def _prefix(names: list[str]) -> str:
    """What stands before "_articles" where "_rubriques" is too."""
    for name in sorted(names):
        prefix, _underscore, rest = name.rpartition("_")
        if rest == "articles" and _NAME.fullmatch(prefix) and all(f"{prefix}_{table}" in names for table in NEEDED):
            return prefix
    raise ExportRefused(
        _("This SQLite file is no SPIP base: it has no tables of articles and rubrics."),
        _("In SPIP choose Maintenance, Backup, and take the .sqlite file from tmp/dump."),
    )


def _columns(connection: sqlite3.Connection, name: str) -> set[str]:
    return {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")') if _NAME.fullmatch(row[1])}


def _refuse_other_kinds(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as problem:
        raise ExportRefused(
            _("The file %(name)s cannot be read.") % {"name": path.name}, _("Check its name and that you may read it.")
        ) from problem
    if start != _MAGIC:
        raise ExportRefused(
            _("This is not a SQLite file."),
            _(
                "In SPIP choose Maintenance, Backup, and take the .sqlite file from tmp/dump; unpack it when it is packed."
            ),
        )


def _damaged(problem: sqlite3.Error) -> ExportRefused:
    return ExportRefused(
        _("This SQLite file is damaged: %(problem)s.") % {"problem": problem},
        _("Copy it again, whole, or make a new backup."),
    )
