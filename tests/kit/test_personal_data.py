"""The register of personal data."""

from datetime import UTC, datetime

import pytest

from maillage.kit import jobs, personal_data
from maillage.kit.hooks import Registry
from maillage.kit.personal_data import Holding

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def holdings(monkeypatch: pytest.MonkeyPatch) -> Registry[Holding]:
    registry: Registry[Holding] = Registry("Personal data")
    monkeypatch.setattr(personal_data, "holdings", registry)
    monkeypatch.setattr(personal_data, "erasure_witnesses", Registry("Erasure witness"))
    return registry


def holding(expire=None, erase=lambda _id: 1) -> Holding:
    return Holding(what="a", why="b", how_long="c", rows=lambda _id: [{"id": _id}], erase=erase, expire=expire)


def test_held_about_reads_every_holding(holdings: Registry[Holding]) -> None:
    holdings.register("one", holding())
    holdings.register("two", holding())
    assert personal_data.held_about(7) == {"one": [{"id": 7}], "two": [{"id": 7}]}


@pytest.mark.django_db
def test_erase_all_goes_from_the_highest_app_down(holdings: Registry[Holding]) -> None:
    order: list[str] = []
    for name in ("network", "accounts"):
        holdings.register(name, holding(erase=lambda _id, name=name: order.append(name) or 1))
    personal_data.erasure_witnesses.register("first", lambda _id: order.append("witness"))
    assert personal_data.erase_all(7) == {"network": 1, "accounts": 1}
    assert order == ["witness", "network", "accounts"]


@pytest.mark.django_db
def test_forget_expired_skips_what_an_act_ends(holdings: Registry[Holding]) -> None:
    holdings.register("kept", holding())
    holdings.register("timed", holding(expire=lambda now: 3 if now == NOW else 0))
    assert personal_data.forget_expired(NOW) == {"timed": 3}


@pytest.mark.django_db
def test_forget_expired_goes_on_after_a_failure_and_tells(holdings: Registry[Holding]) -> None:
    done: list[datetime] = []

    def fail(now: datetime) -> int:
        raise RuntimeError

    holdings.register("broken", holding(expire=fail))
    holdings.register("sound", holding(expire=lambda now: done.append(now) or 1))
    with pytest.raises(personal_data.RetentionFailed, match="broken"):
        personal_data.forget_expired(NOW)
    assert done == [NOW]


def test_daily_jobs_are_known_to_the_queue() -> None:
    from procrastinate.contrib.django import app

    assert {"kit.forget_expired", "kit.remove_old_jobs", "kit.retry_stalled"} <= set(app.tasks)
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert "kit.forget_expired" in periodic


@pytest.mark.django_db
def test_retention_job_runs_the_register(holdings: Registry[Holding]) -> None:
    called: list[datetime] = []
    holdings.register("timed", holding(expire=lambda now: called.append(now) or 1))
    jobs._forget_expired(timestamp=0)
    assert len(called) == 1
