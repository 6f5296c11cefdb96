"""From a file to records: sent, columns said, looked at, accepted, written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.exchange.wizard.kit import at, columns, do_jobs, send, settle
from tests.factories.network import OrganisationFactory

from maillage.exchange.models import ImportPiece, ImportRun
from maillage.network.models import Organisation

pytestmark = pytest.mark.django_db


def test_next_file_of_the_source_is_mapped_at_once(bring, office):
    bring("quoi,où", "Un,France", **{"column-0": "name", "column-1": "territory"}, accept=True)
    answer = send(office, "quoi,où", "Un,Tunisie", "Deux,France")
    run = ImportRun.objects.latest("pk")
    assert answer["Location"] == at("preview", run)
    do_jobs()
    run.refresh_from_db()
    assert run.mapping == {"quoi": "name", "où": "territory"}
    assert run.state == "planned"
    assert office.get(at("columns", run)).context["form"]["column-1"].value() == "territory"


def test_new_column_of_a_known_source_is_asked(bring, office):
    bring("quoi,où", "Un,France", **{"column-0": "name", "column-1": "territory"}, accept=True)
    send(office, "quoi,site", "Un,un.example.org")
    run = ImportRun.objects.latest("pk")
    assert run.state == "uploaded"
    form = office.get(at("columns", run)).context["form"]
    assert [form["column-0"].value(), form["column-1"].value()] == ["name", "website"]


def test_options_are_used_and_remembered(bring):
    run = bring("nom", "Un", territory="TN", audience=0, language="en", accept=True)
    organisation = Organisation.objects.get(is_home=False)
    assert (organisation.audience, organisation.label) == (0, {"en": "Un"})
    assert organisation.presences.get().exact.territory.code == "TN"
    again = bring("nom", "Un", "Deux", accept=True)
    assert (again.options["territory"], again.counts["same"]) == ("TN", 1)
    assert run.pk != again.pk


def test_changed_rows_show_before_and_after(bring, office):
    bring("nom,site,pays", "Un,https://old.example.org,France", accept=True)
    run = bring("nom,site,pays", "Un,https://new.example.org,France")
    page = office.get(at("preview", run) + "?state=changed").content.decode()
    assert "<del>" in page
    assert "old.example.org" in page
    assert "new.example.org" in page


def test_list_and_desk_lead_to_what_waits(bring, office):
    run = bring("nom", "Un")
    assert at("preview", run) in office.get(at("list")).content.decode()
    assert at("preview", run) in office.get(reverse("portal:desk")).content.decode()


def test_file_is_forgotten_on_one_word(bring, office):
    run = bring("nom", "Un")
    assert office.get(at("discard", run)).status_code == 200
    office.post(at("discard", run))
    assert not ImportRun.objects.exists()
    assert not ImportPiece.objects.exists()


def test_written_import_is_not_forgotten_nor_accepted_twice(bring, office):
    run = bring("nom", "Un", accept=True)
    for view in ("discard", "accept"):
        office.post(at(view, run))
    do_jobs()
    run.refresh_from_db()
    assert run.state == "done"
    assert Organisation.objects.filter(is_home=False).count() == 1


def test_refused_rows_come_back_as_they_were_with_the_reason(bring, office):
    run = bring("nom,pays,note", "Un,France,=1+1", ",Tunisie,=2+2")
    answer = office.get(at("refused", run))
    text = answer.content.decode("utf-8-sig")
    header, row = text.splitlines()
    assert header.startswith("nom,pays,note,")
    assert row.startswith(",Tunisie,'=2+2,3,")
    assert "name is missing" in row
    again = bring(*(line for line in text.splitlines()), source="Reprise")
    assert again.counts["refused"] == 1


def test_progress_is_a_fragment_until_the_worker_is_done(bring, office):
    send(office, "nom", "Un")
    run = ImportRun.objects.get()
    settle(office, run)
    answer = office.get(at("progress", run))
    assert "<progress" in answer.content.decode()
    assert "HX-Refresh" not in answer
    do_jobs()
    assert office.get(at("progress", run))["HX-Refresh"] == "true"


def test_pages_ask_the_same_of_the_database_for_one_row_and_for_three(bring, office):
    counts = []
    for number in (1, 3):
        run = bring("nom,site", *(f"N{number}-{n},s{n}.example.org" for n in range(number)), source=f"S{number}")
        for tab in ("new", "refused"):
            office.get(at("preview", run) + f"?state={tab}")
            with CaptureQueriesContext(connection) as queries:
                office.get(at("preview", run) + f"?state={tab}")
            counts.append((tab, len(queries)))
    assert counts[:2] == counts[2:]
    OrganisationFactory()
    assert columns(office, bring("nom", "Un", source="S9"))["column-0"] == "name"


def test_new_rows_show_what_would_be_written_until_it_is(bring, office):
    lines = ("nom,site,membre de", "Un,un.example.org,Deux", "Deux,,")
    run = bring(*lines)
    page = office.get(at("preview", run) + "?state=new").content.decode()
    assert "https://un.example.org" in page
    assert "<bdi>Deux</bdi></ins>" in page
    office.post(at("accept", run))
    do_jobs()
    assert not run.rows.exclude(changes=[]).exists()
