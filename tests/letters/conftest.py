"""Newsletters with a real mail server and the real queue."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection
from tests import mail_server
from tests.mail_server import Sink


@pytest.fixture(autouse=True)
def _mail(settings) -> None:
    """Mails of the instance itself stay in memory, where no test asks for the queue."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.BASE_URL = "http://network.example"


@pytest.fixture
def jobs(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty queue, whose tables are outside Django's flush; and jobs that leave no connection behind."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def sink(settings, jobs: None) -> Iterator[Sink]:
    settings.EMAIL_BACKEND = "maillage.notices.backends.QueuedMail"
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server.listening() as (kept, settings.EMAIL_PORT):
        yield kept


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="procrastinate")
