"""One embedded PostgreSQL for the run; each worker has its own database in it."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs beside synchronous Django

STARTED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded cluster once, before the workers that share it; the run that started it stops it."""
    from django.conf import settings

    from maillage.kit import postgres

    if not settings.DATABASE_URL and not hasattr(config, "workerinput"):
        config.stash[STARTED] = postgres.start(settings.VAR / "postgres")


def pytest_unconfigure(config: pytest.Config) -> None:
    from django.conf import settings

    from maillage.kit import postgres

    if config.stash.get(STARTED, False):
        postgres.stop(settings.VAR / "postgres")


@pytest.fixture(scope="session", autouse=True)
def _no_connection_left(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The live server's threads keep their connections; close them before the test database is dropped."""
    yield
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Working out a password takes a second by design; here it would take an hour in all."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Outside a page, words are read as they are written in the code; pages speak the language of their address."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="session", autouse=True)
def _static_root(django_test_environment: None) -> None:
    """Whitenoise warns of a missing folder, and warnings are errors."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _plain_static_names(settings) -> None:
    """Pages ask for the files as they are in the tree, whatever was collected before."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _cache() -> None:
    """What a process keeps for a minute does not outlive a test."""
    from django.core.cache import cache

    cache.clear()
