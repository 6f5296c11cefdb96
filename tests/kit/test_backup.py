# ruff: noqa: S608 -- statements of the test's own
"""Backup and restore, with a PostgreSQL of their own."""

import os
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings

SOURCE = Path(__file__).resolve().parents[2] / "src"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(settings.DATABASE_URL), reason="needs the embedded PostgreSQL"),
]
TABLE = "journal_entry"


class Instance:
    """An instance in a folder of its own, with a tiny schema in place of the whole one."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def run(self, *arguments: str, fails: bool = False) -> str:
        environment = os.environ | {"MAILLAGE_VAR": str(self.var), "PYTHONPATH": str(SOURCE), "MAILLAGE_LANGUAGE": "en"}
        done = subprocess.run(
            [sys.executable, "-m", "config.cli", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stdout + done.stderr

    def sql(self, statement: str) -> list[tuple]:
        import psycopg

        from maillage.kit import postgres

        with psycopg.connect(
            host=str(postgres.socket_directory(self.var / "postgres")),
            user="postgres",
            dbname="maillage",
            autocommit=True,
        ) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module")
def instances():
    import tempfile

    from maillage.kit import postgres

    with tempfile.TemporaryDirectory(dir="/tmp", prefix="m-") as folder:
        made = [Instance(Path(folder) / name) for name in ("a", "b")]
        for instance in made:
            postgres.start(instance.var / "postgres")
        yield made
        for instance in made:
            postgres.stop(instance.var / "postgres")


@pytest.fixture
def saved(instances, tmp_path):
    """An instance with one row, a picture and a key, and its backup."""
    first, second = instances
    for instance in instances:
        instance.sql(f"DROP TABLE IF EXISTS {TABLE}")
        shutil.rmtree(instance.var / "media", ignore_errors=True)
    first.sql(f"CREATE TABLE {TABLE} (id int, name text)")
    first.sql(f"INSERT INTO {TABLE} VALUES (1, 'مساواة')")
    (first.var / "media").mkdir()
    (first.var / "media" / "logo.webp").write_bytes(b"picture")
    first.run("backup", "--out", str(tmp_path))
    (path,) = tmp_path.glob("*.tar")
    return first, second, path


def test_backup_is_one_file_for_its_owner(saved):
    _first, _second, path = saved
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with tarfile.open(path) as tar:
        assert {"manifest.json", "secret_key", "database.dump", "media/logo.webp"} <= set(tar.getnames())
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_restore_brings_back_rows_files_and_key(saved):
    first, second, path = saved
    second.run("restore", str(path))
    assert second.sql(f"SELECT name FROM {TABLE}") == [("مساواة",)]
    assert (second.var / "media" / "logo.webp").read_bytes() == b"picture"
    assert (second.var / "secret_key").read_text() == (first.var / "secret_key").read_text()
    assert stat.S_IMODE((second.var / "secret_key").stat().st_mode) == 0o600


def test_restore_refuses_an_instance_that_holds_something(saved):
    first, _second, path = saved
    first.sql(f"UPDATE {TABLE} SET name = 'since'")
    assert "--replace" in first.run("restore", str(path), fails=True)
    assert first.sql(f"SELECT name FROM {TABLE}") == [("since",)]
    first.run("restore", "--replace", str(path))
    assert first.sql(f"SELECT name FROM {TABLE}") == [("مساواة",)]


@pytest.mark.parametrize("harm", ["cut", "other", "dump", "way out", "link"])
def test_damaged_backup_leaves_the_instance_as_it_was(saved, harm, tmp_path):
    first, _second, path = saved
    bad = tmp_path / "bad.tar"
    content = path.read_bytes()
    if harm == "cut":
        bad.write_bytes(content[: content.index(b"manifest.json")])
    elif harm == "other":
        bad.write_bytes(b"nothing of the kind")
    elif harm == "dump":
        bad.write_bytes(content.replace(b"PGDMP", b"PGDMQ"))
    else:
        bad.write_bytes(content)
        added = tarfile.TarInfo("../outside" if harm == "way out" else "media")
        added.type = tarfile.REGTYPE if harm == "way out" else tarfile.SYMTYPE
        added.linkname = str(tmp_path)
        with tarfile.open(bad, mode="a") as tar:
            tar.addfile(added)
    assert "not a whole backup" in first.run("restore", "--replace", str(bad), fails=True)
    assert first.sql(f"SELECT name FROM {TABLE}") == [("مساواة",)]
    assert first.sql("SELECT datname FROM pg_database WHERE datname LIKE 'maillage%'") == [("maillage",)]
