"""A whole instance in one file, and back: the database as `pg_dump` writes it, the media folder, the secret key.

Restoring writes a new database beside the present one and changes their names at the end, so that a restore that
fails, or is stopped, leaves the instance as it was.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.sql import SQL, Identifier

from maillage.kit import postgres
from maillage.kit.errors import DomainError

FORMAT = 1
DUMP, MANIFEST, SECRET, MEDIA = "database.dump", "manifest.json", "secret_key", "media"
Database = dict[str, Any]


def make(folder: Path) -> Path:
    """Write a backup into `folder`, readable by its owner only; the path of the file. Nothing half-written stays."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"maillage-backup-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as work:
        dump, part = Path(work) / DUMP, Path(work) / path.name
        _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={dump}"])
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            manifest = {"format": FORMAT, "program": "maillage", "sha256": _digest(dump)}
            _add(tar, SECRET, str(settings.SECRET_KEY).encode())
            tar.add(dump, DUMP)
            if Path(settings.MEDIA_ROOT).is_dir():
                tar.add(settings.MEDIA_ROOT, MEDIA)
            _add(tar, MANIFEST, json.dumps(manifest).encode())  # last: a backup that was cut short has none
        part.rename(path)
    return path


def restore(path: Path, *, replace: bool = False) -> None:
    """Bring a backup back. Raises DomainError over an instance that holds anything, unless it may be replaced."""
    if not replace and not is_empty():
        raise DomainError(
            _("This instance is not empty. Add --replace to put the backup in its place; what is here will be lost.")
        )
    media = Path(settings.MEDIA_ROOT)
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent, prefix=".restore-") as work:
        _unpack(path, Path(work))
        with _new_database() as fresh:
            _run(
                "pg_restore",
                ["--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={fresh}", f"{work}/{DUMP}"],
            )
            connection.close()
            _put_in_place(fresh)
        _put_files_in_place(Path(work), media)


def is_empty() -> bool:
    """Whether none of our own tables holds a row; those a library fills when it is set up do not count."""
    found = set(connection.introspection.table_names())
    models = (model for model in apps.get_models() if model.__module__.startswith("maillage."))
    return not any(model._meta.db_table in found and model._base_manager.exists() for model in models)


# ── files ───────────────────────────────────────────────────────────────────


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpack(path: Path, work: Path) -> None:
    """Unpack a backup that is whole."""
    damaged = DomainError(_("%(path)s is not a whole backup of Maillage. Choose another one.") % {"path": path})
    try:
        with tarfile.open(path) as tar:
            tar.extractall(work, members=[_harmless(member, work) for member in tar])  # noqa: S202 -- just checked
        manifest = json.loads((work / MANIFEST).read_text(encoding="utf-8"))
        is_whole = manifest["format"] == FORMAT and manifest["sha256"] == _digest(work / DUMP)
    except (OSError, tarfile.TarError, ValueError, KeyError) as problem:
        raise damaged from problem
    if not is_whole:
        raise damaged


def _harmless(member: tarfile.TarInfo, work: Path) -> tarfile.TarInfo:
    """The member, if it is a file or folder that stays inside `work`; ValueError for links, devices and ways out.

    `tarfile`'s own filters came with Python 3.11.4, and Debian 12 ships 3.11.2.
    """
    stays = (work / member.name).resolve().is_relative_to(work.resolve())
    if not stays or not (member.isfile() or member.isdir()):
        raise ValueError(member.name)
    member.uid, member.gid, member.uname, member.gname = os.getuid(), os.getgid(), "", ""
    member.mode = 0o755 if member.isdir() else member.mode & 0o755 | 0o600
    return member


def _put_files_in_place(work: Path, media: Path) -> None:
    if (work / MEDIA).is_dir():
        if media.exists():
            media.rename(work / "media-before")
        (work / MEDIA).rename(media)
    key = settings.VAR / "secret_key"
    key.parent.mkdir(parents=True, exist_ok=True)
    part = work / "secret_key.part"
    part.touch(mode=0o600)
    part.write_text((work / SECRET).read_text(encoding="utf-8"), encoding="utf-8")
    shutil.move(part, key)


# ── the database ────────────────────────────────────────────────────────────


def _database() -> Database:
    """How libpq names the parts of Django's own settings."""
    chosen = connection.settings_dict
    named = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return {name: str(chosen[key]) for name, key in named.items() if chosen[key]}


def _run(name: str, arguments: list[str]) -> None:
    """Run a program of PostgreSQL: the embedded one, or the system's when the instance has a server of its own."""
    found = shutil.which(name) if settings.DATABASE_URL else None
    parts = _database()
    environment = os.environ | {
        f"PG{'DATABASE' if key == 'dbname' else key.upper()}": value for key, value in parts.items()
    }
    done = subprocess.run(  # noqa: S603 -- our own words
        [found or str(postgres.program(name)), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DomainError(
            _("%(program)s failed: %(problem)s") % {"program": name, "problem": done.stderr.strip()[-800:]}
        )


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    """A connection to the server's own database, from which others can be made and renamed."""
    with psycopg.connect(**(_database() | {"dbname": "postgres"}), autocommit=True) as server:
        yield server


@contextmanager
def _new_database() -> Iterator[str]:
    """The name of a new, empty database; it is dropped when the work on it fails."""
    name = f"{_database()['dbname']}_restored"
    with _server() as server:
        try:
            server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
            server.execute(
                SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'").format(Identifier(name))
            )
        except psycopg.errors.InsufficientPrivilege as problem:
            raise DomainError(
                _("The database user may not create a database. Give it CREATEDB for the time of the restore.")
            ) from problem
        try:
            yield name
        finally:
            server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))


def _put_in_place(fresh: str) -> None:
    """Give the new database the name of the present one, which is dropped; both renamings happen or neither."""
    present = _database()["dbname"]
    former = f"{present}_before"
    with _server() as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(former)))
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [present],
        )
        with server.transaction():
            server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(present), Identifier(former)))
            server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(fresh), Identifier(present)))
        server.execute(SQL("DROP DATABASE {}").format(Identifier(former)))
