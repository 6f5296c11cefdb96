"""A steward at the wizard, and the real worker."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from django.db import connection
from tests.exchange.wizard.kit import BACKEND, Finder, at, do_jobs, send, settle
from tests.factories.network import TerritoryFactory, TieTypeFactory, steward

from maillage.exchange.kinds import kinds
from maillage.exchange.models import ImportRun
from maillage.exchange.organisations.plan import plan
from maillage.network.enums import TerritoryKind


@pytest.fixture
def jobs(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty queue, whose tables are outside Django's flush; and jobs that leave no connection behind."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def _world(db) -> None:
    world = TerritoryFactory(code="world", name="Monde", kind=TerritoryKind.WORLD)
    for code, name in (("FR", "France"), ("TN", "Tunisie")):
        TerritoryFactory(code=code, iso=code, name=name, parent=world)
    TieTypeFactory()


@pytest.fixture
def person(_world: None):
    person = steward()
    person.language = "en"
    person.save()
    return person


@pytest.fixture
def office(client, person):
    """The client of a signed-in steward."""
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def bring(office):
    """bring("nom,pays", "Un,France") walks a file up to its preview; with `accept=True`, until it is written."""

    def bring(*lines: str, accept: bool = False, source: str = "Liste", **answers) -> ImportRun:
        send(office, *lines, source=source)
        run = ImportRun.objects.latest("pk")
        if run.state == "uploaded":
            settle(office, run, **answers)
        do_jobs()
        if accept:
            office.post(at("accept", run))
            do_jobs()
        run.refresh_from_db()
        return run

    return bring


@pytest.fixture
def finder() -> Iterator[Finder]:
    """What the search for duplicates finds is told here, for every plan of the test."""
    found, usual = Finder(), kinds["organisations"]
    kinds._entries["organisations"] = replace(usual, plan=partial(plan, probable=found))
    yield found
    kinds._entries["organisations"] = usual
