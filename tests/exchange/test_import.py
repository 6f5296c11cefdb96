"""Bringing organisations in: new, changed, same, refused; all or nothing; by the id of their source."""

import pytest
from tests.factories.network import (
    HideFactory,
    OrganisationFactory,
    PolicyFactory,
    TerritoryFactory,
    ThemeFactory,
    TieTypeFactory,
)

from maillage.exchange.actions.imports import import_file, plan_import
from maillage.exchange.errors import FileRefused
from maillage.exchange.kinds import Options
from maillage.exchange.models import ImportKey, ImportRun
from maillage.exchange.outcomes import State
from maillage.journal.models import Entry
from maillage.kit.text import as_cell
from maillage.network.actions.merging import merge
from maillage.network.enums import Audience, Precision, TerritoryKind
from maillage.network.models import ContactPoint, Description, Organisation, OrganisationName, Presence, Tie
from maillage.network.readers import MEMBER, STRANGER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    world = TerritoryFactory(code="world", name="Monde", kind=TerritoryKind.WORLD)
    for code, name in (("FR", "France"), ("TN", "Tunisie"), ("GB", "Royaume-Uni")):
        TerritoryFactory(code=code, iso=code, name=name, parent=world)
    TerritoryFactory(code="FR-lyon", name="Lyon", parent_id=_pk("FR"), kind=TerritoryKind.TOWN)
    TieTypeFactory()


def _pk(code):
    from maillage.network.models import Territory

    return Territory.objects.get(code=code).pk


@pytest.fixture
def bring(tmp_path):
    """bring("nom,pays", "Un,France") writes the file and imports it; `write=False` only plans."""

    def bring(*lines, write=True, without_refused=False, **options):
        file = tmp_path / "liste.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        chosen = Options(**({"source": "test", "language": "fr"} | options))
        if not write:
            return plan_import(file, chosen)
        return import_file(file, chosen, by=None, without_refused=without_refused).plan

    return bring


def counts(plan):
    return {str(state): count for state, count in plan.counts().items() if count}


# ── new ─────────────────────────────────────────────────────────────────────


def test_import_writes_every_field(bring):
    ThemeFactory(code="housing", name="Logement")
    plan = bring(
        "id;nom;name_ar;sigle;ancien nom;type;pays;ville;adresse;site web;courriel;téléphone;objet;création;langues;thèmes;siren",
        "7;Droit au toit;الحق في السكن;DAT;Toits;réseau;France;Lyon;1 rue X;dat.example.org;a@dat.example.org;+33 1 23 45 67 89;Elle agit.;12/05/1998;fr, arabe;Logement;732829320",
    )
    assert counts(plan) == {"new": 1}
    assert not list(plan.problems(refusing=False))
    organisation = Organisation.objects.get()
    assert organisation.label == {"fr": "Droit au toit", "ar": "الحق في السكن"}
    assert {(n.kind, n.language, n.text) for n in organisation.names.all()} == {
        ("official", "fr", "Droit au toit"),
        ("official", "ar", "الحق في السكن"),
        ("acronym", "fr", "DAT"),
        ("former", "fr", "Toits"),
    }
    assert (organisation.kind, organisation.founded, organisation.languages) == ("network", "1998-05-12", ["fr", "ar"])
    assert organisation.slug == "droit-au-toit"
    assert {c.kind: c.value for c in organisation.contacts.all()} == {
        "website": "https://dat.example.org",
        "email": "a@dat.example.org",
        "phone": "+33 1 23 45 67 89",
    }
    assert organisation.descriptions.get().html == "<p>Elle agit.</p>"
    assert organisation.theme_links.get().theme.code == "housing"
    assert organisation.identifiers.get().value == "732829320"
    place = organisation.presences.get()
    assert (place.exact.territory.code, place.exact.address) == ("FR-lyon", "1 rue X")
    assert place.public_territory.code == "FR"


def test_dry_run_writes_nothing(bring):
    assert counts(bring("nom,pays", "Un,France", write=False)) == {"new": 1}
    assert not Organisation.objects.exists()
    assert not ImportKey.objects.exists()


def test_new_records_are_for_stewards(bring):
    bring("nom,courriel", "Un,a@example.org")
    assert Organisation.objects.get().shown_to == Audience.STEWARDS
    assert not Organisation.objects.visible_to(MEMBER).exists()


def test_email_is_never_imported_wider_than_members(bring):
    bring("nom,courriel,site", "Un,a@example.org,https://un.example.org", audience=Audience.PUBLIC)
    assert [c.kind for c in ContactPoint.objects.visible_to(STRANGER)] == ["website"]
    assert ContactPoint.objects.visible_to(MEMBER).count() == 2


def test_policy_narrows_what_a_file_says_is_public(bring):
    PolicyFactory(territory_id=_pk("TN"), needs_consent=True, audience=Audience.PUBLIC)
    bring("nom,pays,audience", "Un,Tunisie,public", "Deux,France,public")
    assert [str(o) for o in Organisation.objects.visible_to(STRANGER)] == ["Deux"]


def test_name_without_latin_letters_has_an_address_that_tells_nothing(bring):
    bring("nom", "الحق في السكن")
    organisation = Organisation.objects.get()
    assert organisation.slug.startswith("o-")
    assert organisation.label == {"ar": "الحق في السكن"}


def test_same_names_get_addresses_of_their_own(bring):
    OrganisationFactory(name="Un")
    bring("id,nom", "1,Un", "2,Un")
    assert Organisation.objects.values("slug").distinct().count() == 3


def test_precision_of_a_place_is_kept(bring):
    bring("nom,pays,ville,lat,lon,précision", "Un,France,Lyon,45.7,4.8,exact", "Deux,France,Lyon,45.7,4.8,", audience=0)
    one, two = Presence.objects.order_by("pk")
    assert (one.public_latitude, two.public_latitude) == (45.7, None)
    assert two.precision_public == Precision.COUNTRY


def test_country_is_found_in_other_words_and_unknown_one_is_told(bring):
    plan = bring("nom,pays", "Un,UK", "Deux,international", "Trois,Atlantide", "Quatre,France / Tunisie")
    (problem,) = plan.problems(refusing=False)
    assert (problem.line, problem.field) == (4, "pays")
    assert "Atlantide" in problem.reason
    assert problem.mend
    codes = list(Presence.objects.order_by("pk").values_list("exact__territory__code", "role"))
    assert codes == [("GB", "seat"), ("world", "seat"), ("FR", "seat"), ("TN", "field")]


def test_country_of_the_whole_file(bring):
    bring("nom,lat,lon", "Un,45.7,4.8", territory="FR")
    assert Presence.objects.get().exact.latitude == 45.7


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("création", "31/02/2003"),
        ("courriel", "not a mail"),
        ("site", "Facebook"),
        ("type", "guilde"),
        ("lat", "95,5"),
        ("thèmes", "x"),
    ],
)
def test_bad_value_is_left_out_and_told_with_line_field_and_mend(bring, column, cell):
    plan = bring(
        f"nom;{column};lon;pays" if column == "lat" else f"nom;{column}",
        f"Un;{cell};2;France" if column == "lat" else f"Un;{cell}",
    )
    (problem,) = plan.problems(refusing=False)
    assert problem.line == 2
    assert column in problem.field
    assert problem.reason
    assert problem.mend
    assert counts(plan) == {"new": 1}


# ── refused ─────────────────────────────────────────────────────────────────


def test_refused_row_in_the_middle_leaves_everything_untouched(bring):
    plan = bring("nom,pays", "Un,France", ",France", "Trois,France")
    assert counts(plan) == {"new": 2, "refused": 1}
    (problem,) = plan.problems(refusing=True)
    assert (problem.line, problem.field) == (3, "nom")
    assert problem.mend
    assert not Organisation.objects.exists()
    assert not Entry.objects.exists()


def test_refused_rows_can_be_left_out(bring):
    bring("nom,pays", "Un,France", ",France", "Trois,France", without_refused=True)
    assert Organisation.objects.count() == 2


def test_database_that_refuses_a_row_leaves_everything_untouched(bring, monkeypatch):
    from maillage.exchange.organisations import apply as module

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(module, "_remember", fail)
    with pytest.raises(RuntimeError):
        bring("nom,pays", "Un,France", "Deux,France")
    assert not Organisation.objects.exists()
    assert not Presence.objects.exists()
    assert not ImportRun.objects.exists()


def test_id_met_twice_is_refused_with_both_lines(bring):
    plan = bring("id,nom", "1,Un", "2,Deux", "1,Trois")
    (problem,) = plan.problems(refusing=True)
    assert problem.line == 4
    assert "2" in problem.reason


def test_row_without_its_id_is_refused(bring):
    plan = bring("ref,nom", "1,Un", ",Deux", source_id=["ref"])
    (problem,) = plan.problems(refusing=True)
    assert (problem.line, problem.field) == (3, "ref")


def test_name_too_long_is_refused(bring):
    plan = bring("nom", "x" * 300)
    assert counts(plan) == {"refused": 1}


@pytest.mark.parametrize("lines", [("nom,pays",), ("couleur,pays", "x,y")])
def test_file_without_rows_or_names_is_refused(bring, lines):
    with pytest.raises(FileRefused):
        bring(*lines)


def test_missing_id_column_is_refused(bring):
    with pytest.raises(FileRefused, match="numéro"):
        bring("nom", "Un", source_id=["numéro"])


# ── again ───────────────────────────────────────────────────────────────────


def test_second_run_says_same_for_all_and_writes_nothing(bring):
    lines = ("id,nom,pays,courriel,objet", "1,Un,France,a@example.org,Elle agit.", "2,Deux,Tunisie,,")
    bring(*lines)
    before = (
        Organisation.objects.count(),
        OrganisationName.objects.count(),
        Presence.objects.count(),
        ContactPoint.objects.count(),
    )
    entries = Entry.objects.filter(subject_type="network.organisation").count()
    assert counts(bring(*lines)) == {"same": 2}
    assert before == (
        Organisation.objects.count(),
        OrganisationName.objects.count(),
        Presence.objects.count(),
        ContactPoint.objects.count(),
    )
    assert Entry.objects.filter(subject_type="network.organisation").count() == entries == 2


def test_same_id_in_another_source_is_another_organisation(bring):
    bring("id,nom", "1,Un")
    assert counts(bring("id,nom", "1,Autre", source="other")) == {"new": 1}


def test_row_without_id_is_recognised_by_name_and_country(bring):
    bring("nom,pays", "Un,France")
    assert counts(bring("nom,pays,site", "UN,france,un.example.org")) == {"changed": 1}
    assert Organisation.objects.count() == 1


def test_changed_values_replace_those_that_were_imported(bring):
    bring("id,nom,site,ville,pays,création", "1,Un,https://old.example.org,,France,1976")
    plan = bring("id,nom,site,ville,pays,création", "1,Un,https://new.example.org,Lyon,France,1977")
    assert counts(plan) == {"changed": 1}
    assert len(plan.outcomes[0].changes) == 3
    organisation = Organisation.objects.get()
    assert [c.value for c in organisation.contacts.all()] == ["https://new.example.org"]
    assert organisation.presences.get().exact.territory.code == "FR-lyon"
    assert organisation.founded == "1977"


def test_emptied_cell_empties_and_absent_column_leaves_alone(bring):
    bring("id,nom,site,courriel", "1,Un,https://un.example.org,a@example.org")
    bring("id,nom,site", "1,Un,")
    assert [c.kind for c in ContactPoint.objects.all()] == ["email"]


def test_value_changed_here_is_kept_and_told_each_time(bring):
    bring("id,nom,objet,création", "1,Un,Ancien,1976")
    Description.objects.update(html="<p>Écrit ici.</p>")
    Organisation.objects.update(founded="1975")
    lines = ("id,nom,objet,création", "1,Un,Nouveau,1977")
    for _time in range(2):
        plan = bring(*lines)
        assert counts(plan) == {"same": 1}
        assert len(list(plan.problems(refusing=False))) == 2
    assert Description.objects.get().html == "<p>Écrit ici.</p>"
    assert Organisation.objects.get().founded == "1975"


def test_value_changed_here_is_kept_while_others_change(bring):
    bring("id,nom,objet,site", "1,Un,Ancien,https://old.example.org")
    Description.objects.update(html="<p>Écrit ici.</p>")
    plan = bring("id,nom,objet,site", "1,Un,Nouveau,https://new.example.org")
    assert counts(plan) == {"changed": 1}
    assert Description.objects.get().html == "<p>Écrit ici.</p>"
    assert ContactPoint.objects.get().value == "https://new.example.org"


def test_value_added_here_stays_beside_an_imported_one_that_changes(bring):
    bring("id,nom,courriel", "1,Un,old@example.org")
    Organisation.objects.get().contacts.create(kind="email", value="here@example.org")
    bring("id,nom,courriel", "1,Un,new@example.org")
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {"here@example.org", "new@example.org"}


def test_text_written_here_is_not_joined_by_an_imported_one(bring):
    bring("id,nom", "1,Un")
    Organisation.objects.get().descriptions.create(language="fr", html="<p>Écrit ici.</p>")
    plan = bring("id,nom,objet", "1,Un,Importé")
    assert counts(plan) == {"same": 1}
    assert Description.objects.get().html == "<p>Écrit ici.</p>"


def test_merged_record_is_followed(bring):
    bring("id,nom", "1,Un")
    kept = OrganisationFactory(name="Un (le vrai)", audience=Audience.STEWARDS)
    merge(kept, Organisation.objects.exclude(pk=kept.pk).get(), by=None)
    bring("id,nom,site", "1,Un,https://un.example.org")
    assert kept.contacts.get().value == "https://un.example.org"


def test_audience_set_here_is_not_widened_by_the_next_import(bring):
    bring("id,nom,audience", "1,Un,public")
    Organisation.objects.update(audience=Audience.STEWARDS, shown_to=Audience.STEWARDS)
    bring("id,nom,audience,site", "1,Un,members,https://un.example.org")
    assert Organisation.objects.get().audience == Audience.STEWARDS


def test_hidden_organisation_stays_hidden(bring):
    bring("id,nom", "1,Un", audience=Audience.PUBLIC)
    HideFactory(organisation=Organisation.objects.get())
    bring("id,nom,site", "1,Un,https://un.example.org", audience=Audience.PUBLIC)
    assert not Organisation.objects.visible_to(STRANGER).exists()
    assert not ContactPoint.objects.visible_to(MEMBER).exists()


# ── ties, journal, cells ────────────────────────────────────────────────────


def test_membership_is_stated_from_the_file(bring):
    OrganisationFactory(name="Réseau du toit", acronym="RDT")
    plan = bring("id,nom,membre de", "1,Un,rdt; Fédé", "2,Fédé,", "3,Trois,Inconnu")
    (problem,) = plan.problems(refusing=False)
    assert (problem.line, problem.field) == (4, "membre de")
    ties = {(str(t.a), str(t.b)): t for t in Tie.objects.all()}
    assert set(ties) == {("Un", "Réseau du toit"), ("Un", "Fédé")}
    assert {(t.state, t.source.title, t.source.kind) for t in ties.values()} == {("stated", "test", "import")}
    assert counts(bring("id,nom,membre de", "1,Un,rdt; Fédé", "2,Fédé,", "3,Trois,Inconnu")) == {"same": 3}


def test_membership_that_left_the_file_is_withdrawn(bring):
    bring("id,nom,membre de", "1,Un,Fédé", "2,Fédé,")
    bring("id,nom,membre de", "1,Un,", "2,Fédé,")
    assert Tie.objects.get().state == "withdrawn"


def test_journal_has_one_entry_per_organisation_and_one_for_the_file(bring):
    bring("id,nom,courriel", "1,Un,secret@example.org", "2,Deux,")
    assert list(Entry.objects.order_by("act").values_list("act", flat=True)) == [
        "file-imported",
        "organisation-added",
        "organisation-added",
    ]
    assert "secret" not in str(list(Entry.objects.values()))
    assert ImportRun.objects.get().counts == {"new": 2, "changed": 0, "same": 0, "duplicate": 0, "refused": 0}


def test_digests_keep_no_second_copy(bring):
    bring("id,nom,courriel", "1,Un,secret@example.org")
    assert "secret" not in str(ImportKey.objects.values().get())


def test_cell_neutralised_on_export_is_imported_as_it_was(bring):
    bring("nom", as_cell("=Égalité"))
    assert OrganisationName.objects.get().text == "=Égalité"


def test_columns_not_used_and_nothings_are_told(bring):
    plan = bring("nom,couleur,site", "Un,bleu,NA")
    assert plan.unused == ["couleur"]
    assert any("1" in note for note in plan.notes)
    assert plan.outcomes[0].state == State.NEW


def test_queries_do_not_grow_with_rows(bring, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = []
    for number in (1, 3):
        rows = [f"{number}{n},Org {number}{n},France,a{number}{n}@example.org" for n in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring("id,nom,pays,courriel", *rows)
        found.append(len(queries))
    assert found[0] == found[1]
