"""The whole directory out, and back into an empty instance with the same result."""

import json
import stat
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from tests.factories import network as make
from tests.factories.accounts import PersonFactory
from tests.factories.atlas import PartnerMapFactory
from tests.factories.letters import IssueFactory, IssueItemFactory, NewsletterFactory, SubscriptionFactory

from maillage.exchange.actions.archive import check_archive, import_archive, write_archive
from maillage.exchange.archive.tables import tables
from maillage.exchange.errors import FileRefused
from maillage.exchange.models import CheckRequest, CheckStop, ImportKey, ImportRun
from maillage.network.actions.merging import merge, undo_merge
from maillage.network.enums import Audience, TerritoryKind
from maillage.network.models import Merge, Organisation, Territory
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db

# Models of the directory that an export leaves behind, and why.
LEFT_BEHIND = {
    "exchange.checklink": "it was mailed for this instance's address; organisations are asked again",
    "exchange.duplicatepair": "two records in the order of this instance's numbers; found again by find-duplicates",
    "network.invitation": "its token was mailed for this instance's address; people are invited again",
    "exchange.importpiece": "a file on its way in is sent again",
    "exchange.importrow": "what became of the rows of a file is kept for a month at most",
    "exchange.importtrace": "an import is undone in the instance where it was made",
}


@pytest.fixture
def directory():
    """A directory with at least one row in every table, references in every direction among them."""
    child = make.TerritoryFactory(name="Lyon", kind=TerritoryKind.TOWN)
    child.parent = make.TerritoryFactory(name="France", latitude=46.0, longitude=2.0)
    child.save()
    home = make.HomeFactory(acronym="TN")
    circle = make.CircleFactory(network=home, people=[PersonFactory()], organisations=[home])
    one = make.OrganisationFactory(name="=Égalité", language="fr", founded="1998~", languages=["fr", "ar"])
    make.NameFactory(organisation=one, text="مساواة", language="ar", audience=Audience.CIRCLE, circle=circle)
    make.IdentifierFactory(organisation=one)
    make.ContactFactory(organisation=one, audience=Audience.MEMBERS)
    make.DescriptionFactory(organisation=one)
    make.LogoFactory(organisation=one)
    make.ThemeLinkFactory(organisation=one)
    make.OldAddressFactory(organisation=one)
    make.PresenceFactory(organisation=one, territory=child, address="1 rue X", latitude=45.7, longitude=4.8)
    tie = make.TieFactory(a=one, b=home)
    make.TieRoleFactory(tie=tie, body=make.BodyFactory(organisation=home))
    make.ClaimFactory(organisation=one)
    make.ConsentFactory(organisation=one, audience=Audience.PUBLIC, given_by=PersonFactory())
    make.PolicyFactory(territory=child.parent, audience=Audience.PUBLIC)
    make.HideFactory(organisation=make.OrganisationFactory(name="Hidden"))
    make.MandateFactory(organisation=home)
    make.ProposalFactory(organisation=one, changes={"founded": "1999"})
    merge(make.OrganisationFactory(name="Kept"), make.OrganisationFactory(name="Absorbed", acronym="ABS"), by=None)
    CheckRequest.objects.create(organisation=one, recipients="contact", expires_at=timezone.now() + timedelta(days=30))
    CheckStop.objects.create(organisation=home, stopped_by=PersonFactory())
    PartnerMapFactory(network=home)
    newsletter = NewsletterFactory()
    SubscriptionFactory(newsletter=newsletter)
    IssueItemFactory(issue=IssueFactory(newsletter=newsletter))
    ImportRun.objects.create(kind="organisations", source="s", file_name="f", file_digest="d", counts={"new": 1})
    ImportKey.objects.create(source="s", key="1", organisation=one, digest="d", slots={"theme/": ["x"]})


def wipe(*, vocabularies: bool = True) -> None:
    names = [t.model._meta.db_table for _name, t in tables if vocabularies or not t.shared]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def manifest(path):
    with zipfile.ZipFile(path) as package:
        return package.read("manifest.json")


def shown():
    return {
        o.uuid.hex: (
            o.shown_to,
            o.label,
            o.sort_key,
            [(p.public_latitude, str(p.public_territory)) for p in o.presences.all()],
        )
        for o in Organisation.objects.all()
    }


def test_export_holds_a_row_of_every_table(directory, tmp_path):
    counts = write_archive(tmp_path / "all.zip")
    assert [name for name, count in counts.items() if not count] == []


@pytest.mark.parametrize("vocabularies", [True, False])
def test_round_trip_is_the_same_byte_for_byte(directory, tmp_path, vocabularies):
    before = shown()
    write_archive(tmp_path / "first.zip")
    wipe(vocabularies=vocabularies)
    import_archive(tmp_path / "first.zip", by=None)
    write_archive(tmp_path / "second.zip")
    assert manifest(tmp_path / "first.zip") == manifest(tmp_path / "second.zip")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    assert shown() == before


def test_what_was_brought_back_lives_on(directory, tmp_path):
    """Numbers continue, trees know their ancestors, a merge can still be undone, search still finds."""
    write_archive(tmp_path / "all.zip")
    wipe()
    import_archive(tmp_path / "all.zip", by=None)
    town = Territory.objects.get(code="lyon")
    assert town.ancestors == [town.parent_id, town.pk]
    undo_merge(Merge.objects.get(), by=None)
    absorbed = Organisation.objects.get(slug="absorbed")
    assert {name.text for name in absorbed.names.all()} == {"Absorbed", "ABS"}
    assert Organisation.objects.filter(names__folded="egalite").exists()
    assert not Organisation.objects.visible_to(STRANGER).filter(slug="hidden").exists()
    make.OrganisationFactory(name="One more")


def test_export_is_for_its_owner_alone_and_holds_no_secret(directory, tmp_path):
    file = tmp_path / "all.zip"
    write_archive(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as package:
        person = json.loads(package.read("accounts.person.jsonl").splitlines()[0])
    assert set(person) == {"uuid", "email", "name", "language", "is_active", "joined_at"}


def test_people_brought_back_have_no_usable_password(directory, tmp_path):
    from maillage.accounts.models import Person

    write_archive(tmp_path / "all.zip")
    wipe()
    import_archive(tmp_path / "all.zip", by=None)
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_existing_file_is_not_overwritten(tmp_path):
    (tmp_path / "all.zip").touch()
    with pytest.raises(FileRefused):
        write_archive(tmp_path / "all.zip")


def test_instance_that_is_not_empty_is_refused(directory, tmp_path):
    write_archive(tmp_path / "all.zip")
    with pytest.raises(FileRefused, match=r"accounts\.person"):
        import_archive(tmp_path / "all.zip", by=None)


def test_damaged_export_is_refused_and_writes_nothing(directory, tmp_path):
    write_archive(tmp_path / "all.zip")
    wipe()
    with zipfile.ZipFile(tmp_path / "all.zip") as before, zipfile.ZipFile(tmp_path / "bad.zip", "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(b"1998~", b"1999~") if "organisation.jsonl" in name else content)
    with pytest.raises(FileRefused, match=r"network\.organisation"):
        check_archive(tmp_path / "bad.zip")
    assert not Organisation.objects.exists()


def test_export_of_an_app_this_instance_lacks_is_refused(directory, tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as package:
        package.writestr(
            "manifest.json", json.dumps({"format": 1, "tables": {"calls.call": {"rows": 1, "sha256": ""}}})
        )
    with pytest.raises(FileRefused, match=r"calls\.call"):
        check_archive(tmp_path / "other.zip")
    with zipfile.ZipFile(tmp_path / "newer.zip", "w") as package:
        package.writestr("manifest.json", json.dumps({"format": 99}))
    with pytest.raises(FileRefused):
        check_archive(tmp_path / "newer.zip")


def test_every_model_of_the_directory_is_exported_or_said_not_to_be():
    """A new model must be registered in `exchange.registrations`, or named above with its reason."""
    for label in ("network", "exchange"):
        for model in apps.get_app_config(label).get_models():
            name = model._meta.label_lower
            assert (name in tables) is (name not in LEFT_BEHIND), name


def test_commands_export_and_import_an_archive(directory, tmp_path, capsys):
    file = tmp_path / "all.zip"
    call_command("export", out=file)
    assert str(file) in capsys.readouterr().out
    wipe()
    call_command("import", file)
    assert not Organisation.objects.exists()
    call_command("import", file, write=True)
    assert Organisation.objects.filter(is_home=True).exists()
    with pytest.raises(CommandError):
        call_command("import", file, write=True)


def test_empty_directory_makes_an_export(tmp_path):
    wipe(vocabularies=False)
    counts = write_archive(tmp_path / "all.zip")
    assert counts["network.organisation"] == 0
    assert check_archive(tmp_path / "all.zip")["network.organisation"] == 0
