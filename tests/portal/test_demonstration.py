"""Every fact of the page “Notre stratégie” is a row, and no more; the invented partners around it are repeatable."""

from itertools import islice

import pytest
from django.core.management import CommandError, call_command

from maillage.accounts.models import Person
from maillage.journal.models import Entry
from maillage.network.enums import TieState
from maillage.network.models import (
    Claim,
    Description,
    Organisation,
    OrganisationName,
    Presence,
    Territory,
    Tie,
    TieRole,
)
from maillage.network.queries.readers import reader_of
from maillage.network.readers import STRANGER
from maillage.portal.demonstration import people, seed
from maillage.portal.demonstration.generator import Generator
from maillage.portal.demonstration.loading import load_demonstration


@pytest.fixture(scope="module")
def _network(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The demonstration, loaded once for the tests of this file, each of which leaves it as it was."""
    from django.db import transaction
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(IS_DEMO=True), transaction.atomic():
        load_demonstration()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _inside(_network: None, db: None) -> None:
    """Order the fixtures: the network first, then the test's own transaction."""


def record(slug: str) -> Organisation:
    return Organisation.objects.visible_to(STRANGER).get(slug=slug)


def ties(slug: str) -> set[tuple[str, str, str, str]]:
    """What a stranger reads of its own ties to the seed's organisations: type, with, state, period."""
    rows = Tie.objects.visible_to(STRANGER).filter(a__slug=slug, b__is_example=False)
    return set(rows.values_list("type__code", "b__slug", "state", "period"))


def roles(a: str, b: str) -> set[tuple[str, str, bool]]:
    """What `a` is within `b`: role, body, several."""
    rows = TieRole.objects.visible_to(STRANGER).filter(tie__a__slug=a, tie__b__slug=b).select_related("body")
    return {(row.role, row.body.name.localize("fr") if row.body else "", row.is_plural) for row in rows}


def figures(slug: str) -> set[tuple[str, int | None, str]]:
    return set(
        Claim.objects.visible_to(STRANGER)
        .filter(organisation__slug=slug, source__title=seed.SOURCE_TITLE)
        .values_list("measure", "value", "qualifier")
    )


def places(slug: str) -> set[tuple[str, str]]:
    shown = Presence.objects.visible_to(STRANGER).filter(organisation__slug=slug)
    codes = dict(Territory.objects.values_list("pk", "code"))
    return {(row.role, codes[row.shown_territory_id]) for row in shown}


def names(slug: str) -> set[tuple[str, str]]:
    return set(
        OrganisationName.objects.visible_to(STRANGER).filter(organisation__slug=slug).values_list("kind", "text")
    )


STATED = "stated"


def test_ipam() -> None:
    assert (record("ipam").kind, record("ipam").is_home, record("ipam").founded) == ("network", True, "")
    assert ties("ipam") == {
        ("member_of", "cicp", STATED, ""),
        ("member_of", "crid", STATED, ""),
        ("member_of", "attac", STATED, ""),
        ("takes_part_in", "no-vox", STATED, ""),
        ("takes_part_in", "migreurop", STATED, ""),
        ("takes_part_in", "alternatives-international", STATED, ""),
        ("initiated", "fondation-pour-un-autre-monde", STATED, "2016/2016"),
    }
    assert figures("ipam") == {
        ("partners", None, "several_hundred"),
        ("partners", 100, "more_than"),
        ("countries", 70, "nearly"),
    }
    assert places("ipam") == {("field", "FR"), ("field", "europe"), ("field", "world")}
    for unsaid in ("no-vox", "migreurop", "alternatives-international"):
        assert roles("ipam", unsaid) == set()


def test_cicp() -> None:
    assert (record("cicp").kind, record("cicp").founded) == ("resource_centre", "1976")
    assert ("official", "Centre International de Culture Populaire") in names("cicp")
    assert places("cicp") == {("former", "FR-paris")}
    former = Presence.objects.get(organisation__slug="cicp")
    assert (former.exact.address, former.period) == ("rue de Nanteuil, Paris", "")
    assert roles("ipam", "cicp") == {("founder", "", False)}


def test_crid() -> None:
    assert (record("crid").kind, record("crid").founded) == ("network", "1976")
    assert ("official", "Centre de recherche et d’information pour le développement") in names("crid")
    assert figures("crid") == {
        ("founders", 8, "exact"),
        ("members", 54, "exact"),
        ("partners", 1500, "exact"),
        ("local_groups", 7500, "exact"),
        ("volunteers", 180_000, "exact"),
    }
    assert roles("ipam", "crid") == {
        ("founder", "", False),
        ("board_member", "Conseil d’administration", False),
        ("member", "Forums sociaux", False),
        ("member", "États généraux des migrations", False),
        ("member", "Université d’été des mouvements sociaux", False),
        ("member", "Une seule planète", False),
        ("member", "ASI-Syndicats", False),
    }


def test_no_vox() -> None:
    assert (record("no-vox").kind, record("no-vox").founded) == ("network", "2003")
    assert figures("no-vox") == {("members", None, "several_hundred")}
    assert places("no-vox") == {("field", code) for code in ("europe", "west-africa", "AO", "CA-QC", "BR", "IN", "JP")}
    assert "la liste reste ouverte" in Description.objects.get(organisation__slug="no-vox", language="fr").html


def test_attac_and_its_international_network() -> None:
    assert (record("attac").kind, record("attac").founded) == ("association", "1998")
    assert figures("attac") == {("individual_members", 10_000, "nearly"), ("local_groups", 100, "about")}
    assert {claim.scope.localize("fr") for claim in Claim.objects.filter(organisation__slug="attac")} == {"en France"}
    assert figures("attac-reseau-international") == {("countries", 30, "about")}
    assert ties("attac") == {("member_of", "attac-reseau-international", STATED, "")}
    assert roles("ipam", "attac") == {
        ("founder", "", False),
        ("board_member", "Conseil d’administration", False),
        ("member", "", True),
    }


def test_migreurop() -> None:
    assert record("migreurop").kind == "network"
    assert figures("migreurop") == {("countries", 20, "about")}
    assert places("migreurop") == {("field", "europe"), ("field", "africa"), ("field", "near-east")}


def test_alternatives_international_is_only_named() -> None:
    stub = record("alternatives-international")
    assert stub.is_stub
    assert figures(stub.slug) == places(stub.slug) == ties(stub.slug) == set()
    assert not stub.descriptions.exists()


def test_the_foundation_and_its_shelter() -> None:
    foundation = record("fondation-pour-un-autre-monde")
    assert (foundation.kind, foundation.founded) == ("foundation", "2016")
    assert ties(foundation.slug) == {("sheltered_by", "fondation-terre-solidaire", STATED, "2016/..")}
    assert record("fondation-terre-solidaire").is_stub


def test_nothing_is_invented_of_the_seed() -> None:
    told = Organisation.objects.filter(is_example=False)
    assert told.count() == len(seed.RECORDS)
    for relation in ("contacts", "identifiers"):
        assert not told.filter(**{f"{relation}__isnull": False}).exists()
    assert set(Tie.objects.filter(a__is_example=False).values_list("state", "source__title")) == {
        (STATED, seed.SOURCE_TITLE)
    }


def test_every_text_of_the_seed_is_in_french_and_english() -> None:
    told = Organisation.objects.filter(is_example=False, is_stub=False)
    for organisation in told:
        assert set(organisation.descriptions.values_list("language", flat=True)) == {"fr", "en"}, organisation.slug


# ── the invented partners ───────────────────────────────────────────────────


def test_the_partners_are_marked_varied_and_in_about_seventy_countries() -> None:
    partners = Organisation.objects.filter(is_example=True)
    assert partners.count() == 150
    placed = Territory.objects.filter(kind__in=("country", "contested"))
    countries = placed.filter(
        pk__in={
            unit for found in Presence.objects.filter(organisation__in=partners).values_list("exact__territory__ancestors", flat=True)
            for unit in found
        }
    )  # fmt: skip
    assert 65 <= countries.count() <= 80
    assert set(partners.values_list("audience", flat=True)) == {0, 10, 20, 30}
    assert partners.filter(presences=None).exists()
    assert partners.filter(presences__role="exile_seat").exists()
    assert partners.filter(names__kind="alias").exists()
    assert partners.filter(names__kind="former").exists()
    assert len(set(partners.values_list("names__language", flat=True))) >= 12
    assert set(Tie.objects.filter(a__in=partners).values_list("state", flat=True)) == set(TieState)


def test_no_contact_leaves_the_reserved_names() -> None:
    for value in Organisation.objects.exclude(contacts=None).values_list("contacts__value", flat=True):
        assert value.rstrip("/").endswith((".example", "@example.org")), value


def test_a_stranger_reads_no_protected_name_in_a_label_or_address() -> None:
    hidden = OrganisationName.objects.filter(audience__gt=0, organisation__is_example=True).select_related(
        "organisation"
    )
    assert hidden.exists()
    for name in hidden:
        assert name.text not in name.organisation.label.values() or name.organisation.shown_to > 0
        assert not set(name.folded.split()) & set(name.organisation.slug.split("-"))


def test_the_cautious_territory_shows_nothing_before_consent() -> None:
    shown = {slug: Organisation.objects.get(slug=slug).shown_to for slug in ("o-selmara", "o-torvina")}
    assert shown == {"o-selmara": 10, "o-torvina": 30}
    assert Organisation.objects.get(slug="asociacion-lumerana").shown_to == 10


@pytest.mark.parametrize(
    ("email", "level", "circles"),
    [
        ("steward@example.org", 30, 0),
        ("reviewer@example.org", 10, 0),
        ("coordinator@example.org", 10, 0),
        ("member@example.org", 10, 0),
        ("circle@example.org", 10, 1),
        ("other@example.org", 0, 0),
        ("nobody@example.org", 0, 0),
    ],
)
def test_each_login_reads_as_its_role(email: str, level: int, circles: int) -> None:
    person = Person.objects.get(email=email)
    assert person.check_password(people.PASSWORD)
    reader = reader_of(person)
    assert (reader.level, len(reader.keys - {0})) == (level, circles)


# ── loading ─────────────────────────────────────────────────────────────────


def test_loading_twice_changes_nothing(settings) -> None:
    settings.IS_DEMO = True
    before = Entry.objects.count(), Organisation.objects.count(), Tie.objects.count(), Person.objects.count()
    assert load_demonstration() is False
    assert before == (Entry.objects.count(), Organisation.objects.count(), Tie.objects.count(), Person.objects.count())


def test_the_command_prints_the_logins(settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.IS_DEMO = True
    call_command("load-demonstration")
    printed = capsys.readouterr().out
    assert people.PASSWORD in printed
    assert all(login.email in printed for login in people.LOGINS)


def test_an_instance_in_earnest_refuses_the_demonstration(settings) -> None:
    settings.IS_DEMO = False
    with pytest.raises(CommandError, match="MAILLAGE_DEMO"):
        call_command("load-demonstration")


def test_the_same_seed_draws_the_same_partners() -> None:
    assert list(Generator(7).draw(40)) == list(Generator(7).draw(40))
    assert list(Generator(7).draw(40)) != list(Generator(8).draw(40))


def test_a_longer_draw_begins_like_a_shorter_one_and_repeats_no_address() -> None:
    few, many = list(Generator(7).draw(50)), list(islice(Generator(7).draw(3000), 3000))
    assert many[:50] == few
    assert len({record.slug for record, _bonds in many}) == 3000
