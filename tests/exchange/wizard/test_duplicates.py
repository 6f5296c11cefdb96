"""Rows that may be here already: shown with their matches, decided, written as decided; and what changed meanwhile."""

import pytest
from django.core.management import CommandError, call_command
from tests.exchange.wizard.kit import Like, at, do_jobs
from tests.factories.network import ContactFactory, OrganisationFactory

from maillage.exchange.actions.imports import undo_import
from maillage.exchange.models import ImportKey
from maillage.network.models import Organisation, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(person, finder):
    organisation = OrganisationFactory(name="Attac", audience=30)
    finder.told = {
        "ATTAC": [Like(organisation.pk)],
        "Attac France": [Like(organisation.pk, 0.7, ("acronym",), "possible")],
    }
    return organisation


def decide(office, run, **answers):
    return office.post(at("decide", run), answers, follow=True)


def ids(run):
    return list(run.rows.filter(state="duplicate").order_by("line").values_list("pk", flat=True))


def accept(office, run):
    answer = office.post(at("accept", run), follow=True)
    do_jobs()
    run.refresh_from_db()
    return answer


def test_row_is_shown_with_its_match_and_waits_for_a_word(bring, office, here):
    run = bring("nom,site", "ATTAC,attac.example.org", "Un,")
    assert (run.counts["duplicate"], run.counts["new"]) == (1, 1)
    page = office.get(at("preview", run)).content.decode()
    for words in ("97 % alike", "same name", "attac.example.org", "disabled"):
        assert words in page
    assert "to decide" in accept(office, run).content.decode()
    assert run.state == "planned"


def test_same_updates_the_record_and_keeps_what_it_says(bring, office, here):
    ContactFactory(organisation=here, kind="website", value="https://own.example.org")
    run = bring("id,nom,site", "1,ATTAC,attac.example.org")
    decide(office, run, **{f"row-{ids(run)[0]}": f"same:{here.pk}"})
    accept(office, run)
    assert run.state == "done"
    assert Organisation.objects.filter(is_home=False).get() == here
    assert {c.value for c in here.contacts.all()} == {"https://own.example.org", "https://attac.example.org"}
    assert ImportKey.objects.get().organisation == here
    assert bring("id,nom,site", "1,ATTAC,attac.example.org").counts["same"] == 1
    undo_import(run, by=None, write=True)
    assert [c.value for c in here.contacts.all()] == ["https://own.example.org"]
    assert not ImportKey.objects.exists()


def test_new_adds_and_leave_leaves_out(bring, office, here):
    run = bring("nom", "ATTAC", "Attac France")
    first, second = ids(run)
    decide(office, run, **{f"row-{first}": "new", f"row-{second}": "leave"})
    accept(office, run)
    assert Organisation.objects.filter(is_home=False).count() == 2


def test_many_at_once_and_the_sure_ones(bring, office, here):
    run = bring("nom", "ATTAC", "Attac France")
    decide(office, run, all="sure", decision="same")
    assert list(run.rows.order_by("line").values_list("decision", "chosen")) == [("same", here.pk), ("", None)]
    decide(office, run, all="all", decision="leave")
    accept(office, run)
    assert run.state == "done"


def test_two_rows_are_not_both_one_record(bring, office, here):
    run = bring("nom", "ATTAC", "Attac France")
    decide(office, run, all="all", decision="same")
    assert "same record" in accept(office, run).content.decode()
    assert run.state == "planned"


def test_word_that_fits_no_match_is_refused(bring, office, here):
    other = OrganisationFactory()
    run = bring("nom", "ATTAC")
    for value in (f"same:{other.pk}", "same", "nonsense"):
        decide(office, run, **{f"row-{ids(run)[0]}": value})
        assert run.rows.get().decision == ""
    decide(office, run, all="all", decision="")
    assert run.rows.get().decision == ""


def test_ties_follow_what_was_decided(bring, office, here, finder):
    finder.told = {"ATTAC": [Like(here.pk)], "Réseau": [Like(here.pk)]}
    run = bring("nom,membre de", "Un,Réseau", "Réseau,")
    decide(office, run, all="all", decision="same")
    accept(office, run)
    assert run.state == "done"
    assert Tie.objects.get().b == here


def test_ties_to_what_is_left_out_are_not_written(bring, office, here, finder):
    finder.told = {"Réseau": [Like(here.pk)]}
    run = bring("nom,membre de", "Un,Réseau", "Réseau,")
    decide(office, run, all="all", decision="leave")
    accept(office, run)
    assert run.state == "done"
    assert not Tie.objects.exists()


def test_what_was_found_is_not_searched_again_in_the_same_directory(bring, office, here, finder):
    finder.told = {"ATTAC": [Like(here.pk)]}
    run = bring("nom,site web", "ATTAC,https://attac.example/", "Un,")
    decide(office, run, all="all", decision="same")
    accept(office, run)
    assert (run.state, finder.asked) == ("done", 1)
    assert here.contacts.filter(value__contains="attac.example").exists()


def test_directory_that_changed_meanwhile_is_asked_about_again(bring, office, here, finder):
    run = bring("nom", "ATTAC", "Un", "Deux")
    decide(office, run, all="all", decision="new")
    finder.told["Un"] = [Like(OrganisationFactory(name="Un").pk)]
    before = Organisation.objects.count()
    accept(office, run)
    assert (run.state, run.changed_rows) == ("planned", 1)
    assert Organisation.objects.count() == before
    assert run.rows.get(line=2).decision == "new"  # what was said of rows that are as they were stands
    assert "changed since you looked" in office.get(at("preview", run)).content.decode()
    decide(office, run, all="all", decision="leave")
    accept(office, run)
    assert run.state == "done"


def test_command_asks_what_duplicates_are(here, tmp_path, capsys):
    file = tmp_path / "liste.csv"
    file.write_text("nom\nATTAC\n")
    with pytest.raises(CommandError, match="--duplicates"):
        call_command("import", file, source="s", write=True)
    assert Organisation.objects.filter(is_home=False).count() == 1
    call_command("import", file, source="s", write=True, duplicates="same")
    assert ImportKey.objects.get().organisation == here
