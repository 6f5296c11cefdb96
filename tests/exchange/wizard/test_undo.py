"""A whole import is taken back, as far as nobody touched what it wrote."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.exchange.wizard.kit import at, do_jobs
from tests.factories.network import ContactFactory, MandateFactory, TieFactory

from maillage.exchange.actions.imports import undo_import
from maillage.exchange.models import ImportKey, ImportRow, ImportRun, ImportTrace
from maillage.journal.models import Entry
from maillage.kit import personal_data
from maillage.kit.errors import DomainError
from maillage.network.actions.merging import merge
from maillage.network.enums import Audience
from maillage.network.models import ContactPoint, Organisation, Presence, Source, Tie

pytestmark = pytest.mark.django_db


def undo(run, *, write=True):
    return undo_import(run, by=None, write=write)


def others():
    return Organisation.objects.filter(is_home=False)


def named(text):
    return Organisation.objects.get(names__text=text)


def test_records_that_nobody_touched_go_with_all_they_had(bring):
    run = bring("nom,pays,site,membre de", "Un,France,un.example.org,Deux", "Deux,Tunisie,,", accept=True)
    found = undo(run, write=False)
    assert (found.removed, found.restored, found.kept) == (2, 0, {})
    assert others().count() == 2
    undo(run)
    assert not others().exists()
    for model in (ContactPoint, Presence, Tie, Source, ImportKey, ImportTrace):
        assert not model.objects.exists(), model
    run.refresh_from_db()
    assert run.state == "undone"
    assert Entry.objects.filter(act="organisation-removed").count() == 2
    with pytest.raises(DomainError):
        undo(run)


@pytest.mark.parametrize(
    ("touch", "why"),
    [
        (lambda o: ContactFactory(organisation=o), "contacts"),
        (lambda o: o.names.update(text="Autre"), "names"),
        (lambda o: MandateFactory(organisation=o), "mandates"),
        (lambda o: TieFactory(a=o), "ties"),
        (lambda o: Organisation.objects.filter(pk=o.pk).update(founded="1976"), "the record itself"),
    ],
)
def test_record_that_someone_touched_is_kept_and_said_why(bring, touch, why):
    run = bring("nom", "Un", "Deux", accept=True)
    one = named("Un")
    touch(one)
    found = undo(run)
    assert found.removed == 1
    assert found.kept == {one.pk: [why]}
    assert others().filter(pk=one.pk).exists()
    assert run.traces.get().kept == [why]
    assert run.traces.get().marks == {}


def test_what_the_instance_works_out_again_is_no_touch(bring):
    from maillage.network.actions import disclosure

    run = bring("nom,pays", "Un,France", accept=True, audience=0)
    disclosure.refresh_all()
    Organisation.objects.update(shown_to=Audience.STEWARDS, label={})
    assert undo(run).removed == 1


def test_changed_values_go_back_exactly(bring):
    first = "id,nom,site,pays,objet,création,membre de"
    bring(first, "1,Un,https://old.example.org,France,Ancien,1976,Fédé", "2,Fédé,,,,,", accept=True)
    one = named("Un")
    one.contacts.update(audience=Audience.MEMBERS, shown_to=Audience.STEWARDS, label="en semaine")
    before = [list(one.contacts.values()), list(one.presences.values()), list(one.descriptions.values()), one.founded]
    run = bring(first, "1,Un,https://new.example.org,Tunisie,Nouveau,1980,", "2,Fédé,,,,,", accept=True)
    assert one.contacts.get().value == "https://new.example.org"
    assert Tie.objects.get().state == "withdrawn"
    assert undo(run, write=False).restored == 1
    undo(run)
    one.refresh_from_db()
    assert [
        list(one.contacts.values()), list(one.presences.values()), list(one.descriptions.values()), one.founded,
    ] == before  # fmt: skip
    assert one.presences.get().exact.territory.code == "FR"
    assert Tie.objects.get().state == "stated"
    assert bring(first, "1,Un,https://old.example.org,France,Ancien,1976,Fédé", "2,Fédé,,,,,").counts["same"] == 2


def test_value_changed_since_stays_and_the_others_go_back(bring):
    bring("id,nom,site,création", "1,Un,https://old.example.org,1976", accept=True)
    run = bring("id,nom,site,création", "1,Un,https://new.example.org,1980", accept=True)
    one = named("Un")
    one.contacts.update(value="https://here.example.org")
    found = undo(run)
    one.refresh_from_db()
    assert one.founded == "1976"
    assert one.contacts.get().value == "https://here.example.org"
    assert found.kept == {one.pk: ["Website"]}


def test_merged_record_keeps_what_it_has(bring):
    bring("id,nom,site", "1,Un,", accept=True)
    run = bring("id,nom,site", "1,Un,https://un.example.org", accept=True)
    bring("nom", "Deux", accept=True, source="S2")
    merge(named("Deux"), named("Un"), by=None)
    assert undo(run).restored == 0
    assert ContactPoint.objects.count() == 1


def test_audience_that_an_import_narrowed_opens_again_only_if_untouched(bring):
    bring("id,nom,audience", "1,Un,public", accept=True)
    run = bring("id,nom,audience", "1,Un,members", accept=True)
    undo(run)
    assert (named("Un").audience, named("Un").shown_to) == (Audience.PUBLIC, Audience.PUBLIC)
    run = bring("id,nom,audience", "1,Un,members", accept=True)
    Organisation.objects.filter(pk=named("Un").pk).update(audience=Audience.STEWARDS, shown_to=Audience.STEWARDS)
    undo(run)
    assert named("Un").audience == Audience.STEWARDS


def test_page_says_beforehand_what_would_be_undone(bring, office):
    run = bring("nom", "Un", "Deux", accept=True)
    ContactFactory(organisation=named("Un"))
    page = office.get(at("undo", run)).content.decode()
    assert "contacts" in page
    office.post(at("undo", run))
    do_jobs()
    page = office.get(at("preview", run)).content.decode()
    assert "were kept" in page
    assert "Un" in page


def test_command_takes_an_import_back(bring, tmp_path, capsys):
    file = tmp_path / "liste.csv"
    file.write_text("nom\nUn\n")
    call_command("import", file, source="s", write=True)
    run = ImportRun.objects.latest("pk")
    assert f"--undo {run.pk} --write" in capsys.readouterr().out
    call_command("import", undo=run.pk)
    assert named("Un")
    call_command("import", undo=run.pk, write=True)
    assert "Records removed: 1" in capsys.readouterr().out
    assert not others().exists()


def test_means_to_undo_are_forgotten_in_time(bring, settings, person):
    run = bring("nom", "Un", "", accept=True)
    waiting = bring("nom", "Deux", source="S2")
    later = timezone.now() + timedelta(days=settings.IMPORT_UNDO_DAYS + 1)
    personal_data.holdings["imports"].expire(timezone.now())
    assert ImportTrace.objects.exists()
    personal_data.holdings["imports"].expire(later)
    assert not ImportTrace.objects.exists()
    assert not ImportRow.objects.exists()
    assert not ImportRun.objects.filter(pk=waiting.pk).exists()
    run.refresh_from_db()
    assert run.counts["new"] == 1
    with pytest.raises(DomainError):
        undo(run)


def test_import_outlives_the_name_of_who_made_it(bring, person):
    run = bring("nom", "Un", accept=True)
    assert personal_data.holdings["imports"].rows(person.pk)[0]["source"] == "Liste"
    assert personal_data.holdings["imports"].erase(person.pk) == 1
    run.refresh_from_db()
    assert run.imported_by is None
