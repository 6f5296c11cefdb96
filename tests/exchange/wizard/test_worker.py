"""The real worker, with its queue in the database: a whole walk, and workers that were killed."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.exchange.wizard.kit import at, send, settle
from tests.mail_server import work

from maillage.exchange.actions import work as jobs_of
from maillage.exchange.models import ImportPiece, ImportRun
from maillage.journal.models import Entry
from maillage.network.enums import Audience
from maillage.network.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)
LINES = ("nom;pays;courriel", "Un;France;un@example.org", "Deux;Tunisie;pas un courriel", ";France;")


@pytest.fixture(autouse=True)
def _queue(jobs: None) -> None:
    """Before anything is sent."""


def test_file_goes_all_the_way(office, person):
    answer = send(office, *LINES)
    run = ImportRun.objects.get()
    assert answer["Location"] == at("columns", run)
    assert run.imported_by == person
    page = office.get(at("columns", run))
    assert [menu.value() for menu, _samples, _id in page.context["form"].columns()] == ["name", "territory", "email"]
    assert "pas un courriel" in page.content.decode()

    assert settle(office, run)["Location"] == at("preview", run)
    run.refresh_from_db()
    assert run.state == "mapped"
    assert 'hx-get="' in office.get(at("preview", run)).content.decode()
    work()
    run.refresh_from_db()
    assert (run.state, run.counts["new"], run.counts["refused"]) == ("planned", 2, 1)
    assert not Organisation.objects.filter(is_home=False).exists()

    page = office.get(at("preview", run) + "?state=new").content.decode()
    assert "Deux" in page
    assert "pas un courriel" in page

    office.post(at("accept", run))
    run.refresh_from_db()
    assert run.state == "writing"
    assert not Organisation.objects.filter(is_home=False).exists()
    work()
    run.refresh_from_db()
    assert run.state == "done"
    written = Organisation.objects.filter(is_home=False)
    assert {str(o) for o in written} == {"Un", "Deux"}
    assert {o.shown_to for o in written} == {Audience.STEWARDS}
    assert not ImportPiece.objects.exists()
    assert run.headings == [["nom"], ["pays"], ["courriel"]]
    assert Entry.objects.filter(act="file-imported", actor_id=person.pk).count() == 1


class Killed(BaseException):
    """What a process that is killed does to what it was doing."""


def kill_in(monkeypatch, name):
    def die(*_args, **_more):
        raise Killed

    monkeypatch.setattr(jobs_of, name, die)


@pytest.mark.parametrize(("step", "name"), [("planning", "keep_rows"), ("writing", "write_plan")])
def test_killed_worker_leaves_nothing_half_done_and_another_goes_on(office, monkeypatch, step, name):
    send(office, *LINES)
    run = ImportRun.objects.get()
    settle(office, run)
    if step == "writing":
        work()
        office.post(at("accept", run))
    begin = jobs_of.plan_run if step == "planning" else jobs_of.write_run
    with monkeypatch.context() as patch:
        kill_in(patch, name)
        with pytest.raises(Killed):
            begin(run.pk)
    run.refresh_from_db()
    assert run.state == step
    assert not Organisation.objects.filter(is_home=False).exists()
    work()
    office.post(at("accept", run))
    work()
    run.refresh_from_db()
    assert run.state == "done"
    assert Organisation.objects.filter(is_home=False).count() == 2


def test_job_given_twice_writes_once(office):
    send(office, *LINES)
    run = ImportRun.objects.get()
    settle(office, run)
    work()
    office.post(at("accept", run))
    work()
    jobs_of.write_run(run.pk)
    jobs_of.plan_run(run.pk)
    assert Organisation.objects.filter(is_home=False).count() == 2
    assert Entry.objects.filter(act="file-imported").count() == 1


def test_undoing_runs_in_the_worker_and_names_who_asked(office, person):
    send(office, *LINES)
    run = ImportRun.objects.get()
    settle(office, run)
    work()
    office.post(at("accept", run))
    work()
    assert "would be removed" in office.get(at("undo", run)).content.decode()
    office.post(at("undo", run))
    work()
    run.refresh_from_db()
    assert run.state == "undone"
    assert not Organisation.objects.filter(is_home=False).exists()
    assert Entry.objects.get(act="import-undone").actor_id == person.pk


def test_jobs_hold_ids_only(office):
    send(office, *LINES)
    settle(office, ImportRun.objects.get())
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        assert cursor.fetchall() == [(f'{{"run_id": {ImportRun.objects.get().pk}}}',)]
    assert ProcrastinateJob.objects.count() == 1
