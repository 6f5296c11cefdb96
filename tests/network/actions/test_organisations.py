"""Records and their values: clean on the way in, journaled, never half-written."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from tests.factories.accounts import PersonFactory
from tests.factories.network import OrganisationFactory, TerritoryFactory

from maillage.journal.models import Entry
from maillage.kit.errors import DomainError
from maillage.network.actions import organisations, places
from maillage.network.enums import Audience, ContactKind, IdentifierScheme, Precision, TerritoryKind
from maillage.network.models import (
    ContactPoint,
    Description,
    ExactPlace,
    Identifier,
    Logo,
    OldAddress,
    Organisation,
    OrganisationName,
    Presence,
)
from maillage.network.readers import MEMBER, STRANGER
from maillage.network.validators import identifier_warning

pytestmark = pytest.mark.django_db


def test_two_records_of_one_name_have_two_addresses():
    slugs = [organisations.add_organisation(name="Comité de Łódź", by=None).slug for _ in range(2)]

    assert slugs == ["comite-de-lodz", "comite-de-lodz-2"]


def test_a_name_without_latin_letters_gets_a_neutral_address():
    assert organisations.add_organisation(name="جمعية", by=None).slug.startswith("o-")


def test_a_new_record_for_members_is_not_for_strangers():
    organisation = organisations.add_organisation(name="Entre nous", by=None, audience=Audience.MEMBERS)

    assert not Organisation.objects.visible_to(STRANGER).exists()
    assert list(Organisation.objects.visible_to(MEMBER)) == [organisation]


def test_an_empty_name_writes_nothing():
    with pytest.raises(ValidationError):
        organisations.add_organisation(name="", by=None)

    assert not Organisation.objects.exists()
    assert not Entry.objects.exists()


def test_saying_the_same_again_is_not_an_act():
    organisation = organisations.add_organisation(name="A", by=None, founded="1976")
    organisations.change_organisation(organisation, by=None, founded="1976")

    assert list(Entry.objects.values_list("act", flat=True)) == ["organisation-added"]


def test_the_journal_names_the_person_and_the_fields_but_not_the_values():
    organisation, person = OrganisationFactory(), PersonFactory()

    organisations.change_organisation(organisation, by=person, founded="1976")

    entry = Entry.objects.get()
    assert (entry.actor_id, entry.details) == (person.pk, {"fields": ["founded"]})


def test_rich_text_is_cleaned_before_it_is_kept():
    row = organisations.add_facet(
        Description, OrganisationFactory(), by=None, language="fr", html="<p>Bon<script>x</script></p>"
    )

    assert row.html == "<p>Bon</p>"


def test_a_description_of_tags_alone_is_refused():
    with pytest.raises(ValidationError, match="few words"):
        organisations.add_facet(Description, OrganisationFactory(), by=None, language="fr", html="<p><br></p>")


def test_the_last_name_cannot_be_removed():
    with pytest.raises(DomainError, match="at least one name"):
        organisations.remove_facet(OrganisationFactory().names.get(), by=None)


def test_an_identifier_loses_its_spaces_and_keeps_its_mistakes():
    row = organisations.add_facet(
        Identifier, OrganisationFactory(), by=None, scheme=IdentifierScheme.SIREN, value="123 456 789"
    )

    assert row.value == "123456789"
    assert "check digit" in identifier_warning(row.scheme, row.value)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("siren", "732829320"),
        ("siret", "73282932000074"),
        ("rna", "W751234567"),
        ("rna", "W9R1234567"),
        ("wikidata", "Q42"),
    ],
)
def test_a_right_identifier_raises_no_warning(scheme, value):
    assert identifier_warning(scheme, value) == ""


def test_the_same_contact_twice_is_refused():
    organisation = OrganisationFactory()
    contact = {"kind": ContactKind.EMAIL, "value": "a@example.org"}
    organisations.add_facet(ContactPoint, organisation, by=None, **contact)

    with pytest.raises(ValidationError):
        organisations.add_facet(ContactPoint, organisation, by=None, **contact)


def test_a_renamed_record_answers_at_its_old_address_too():
    organisation = organisations.add_organisation(name="Ancien", by=None)

    organisations.rename_address(organisation, slug="nouveau", by=None)

    assert OldAddress.objects.get().slug == "ancien"
    assert organisations.add_organisation(name="Ancien", by=None).slug == "ancien-2"


# ── logos ───────────────────────────────────────────────────────────────────


def _photograph() -> bytes:
    picture, exif = Image.new("RGB", (2000, 1000), "red"), Image.Exif()
    exif[0x010E] = "taken at home"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_logo_is_small_and_carries_nothing_else():
    upload = _photograph()
    assert b"taken at home" in upload

    logo = organisations.set_logo(OrganisationFactory(), upload=upload, alternative_text="A red square", by=None)

    image = Image.open(BytesIO(bytes(logo.image)))
    assert (image.format, image.size) == ("WEBP", (256, 128))
    assert b"taken at home" not in bytes(logo.image)
    assert not image.getexif()


@pytest.mark.parametrize(
    "upload", [b"", b"<svg/>", b"%PDF-1.4", b"\xff" * (5 * 1024 * 1024 + 1)], ids=["empty", "svg", "pdf", "huge"]
)
def test_what_is_no_picture_is_refused_and_the_old_logo_stays(upload):
    organisation = OrganisationFactory()
    organisations.set_logo(organisation, upload=_photograph(), alternative_text="", by=None)

    with pytest.raises(ValidationError):
        organisations.set_logo(organisation, upload=upload, alternative_text="", by=None)

    assert Logo.objects.count() == 1


# ── places ──────────────────────────────────────────────────────────────────


def test_a_place_needs_no_point():
    presence = places.add_place(OrganisationFactory(), territory=TerritoryFactory(kind=TerritoryKind.COUNTRY), by=None)

    row = Presence.objects.visible_to(STRANGER).get()
    assert row.shown_territory_id == presence.exact.territory_id
    assert row.shown_latitude is None


def test_half_a_point_is_refused_and_nothing_is_kept():
    with pytest.raises(ValidationError, match="latitude"):
        places.add_place(OrganisationFactory(), territory=TerritoryFactory(), by=None, latitude=48.0)

    assert not Presence.objects.exists()


def test_members_cannot_be_shown_less_than_everyone():
    presence = places.add_place(OrganisationFactory(), territory=TerritoryFactory(), by=None)

    with pytest.raises(ValidationError, match="Members cannot"):
        places.change_place(presence, by=None, precision_members=Precision.NONE)


def test_an_address_is_kept_exactly_and_shown_coarsely():
    country = TerritoryFactory(kind=TerritoryKind.COUNTRY, latitude=46, longitude=2)
    town = TerritoryFactory(kind=TerritoryKind.TOWN, parent=country, latitude=48, longitude=2)

    presence = places.add_place(
        OrganisationFactory(), territory=town, address="21 ter rue Voltaire", latitude=48.852, longitude=2.389, by=None
    )

    assert ExactPlace.objects.get().address == "21 ter rue Voltaire"
    assert Presence.objects.visible_to(STRANGER).get(pk=presence.pk).shown_latitude == 46


def test_every_name_of_a_hidden_record_is_hidden():
    organisation = OrganisationFactory(audience=Audience.STEWARDS)
    organisations.add_facet(OrganisationName, organisation, by=None, text="Autre nom")

    assert not OrganisationName.objects.visible_to(MEMBER).exists()


def test_a_picture_that_unfolds_without_end_is_refused():
    out = BytesIO()
    Image.new("1", (8000, 8000)).save(out, format="PNG")
    with pytest.raises(ValidationError):
        organisations.set_logo(OrganisationFactory(), upload=out.getvalue(), alternative_text="x", by=None)
