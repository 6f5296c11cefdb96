"""Records and their values: every write is one act, journaled, and followed by its disclosure."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.factories.network import (
    CircleFactory,
    ContactFactory,
    OrganisationFactory,
    PresenceFactory,
    SourceFactory,
    TerritoryFactory,
    ThemeFactory,
)

from maillage.journal.models import Entry
from maillage.network.enums import Act, Audience, Precision
from maillage.network.models import Description, Organisation, Presence
from maillage.network.readers import MEMBER, STRANGER

RECORD = {"kind": "association", "state": "active", "founded": "", "dissolved": "", "languages": "", "circle": ""}


def _acts():
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def test_new_record_is_journaled_and_disclosed(office, boss):
    office.post(reverse("organisations:add"), RECORD | {"name": "Ligue", "name_kind": "official", "audience": "0"})
    organisation = Organisation.objects.visible_to(STRANGER).get(slug="ligue")
    assert str(organisation) == "Ligue"
    entry = Entry.objects.about(organisation).get(act=Act.ADDED)
    assert entry.actor_id == boss.pk


def test_change_of_columns_and_audience_are_two_acts(office):
    organisation = OrganisationFactory(founded="1976")
    url = reverse("organisations:edit", args=[organisation.pk])
    change = {"slug": organisation.slug, "founded": "1977", "languages": "fr, ar", "audience": "10"}
    office.post(url, RECORD | change)
    organisation.refresh_from_db()
    assert (organisation.founded, organisation.languages) == ("1977", ["fr", "ar"])
    assert organisation.shown_to == Audience.MEMBERS
    assert not Organisation.objects.visible_to(STRANGER).filter(pk=organisation.pk).exists()
    assert _acts() == [Act.CHANGED, Act.DISCLOSED]


def test_saving_what_stands_writes_nothing(office):
    organisation = OrganisationFactory()
    office.post(
        reverse("organisations:edit", args=[organisation.pk]), RECORD | {"audience": "0", "slug": organisation.slug}
    )
    assert _acts() == []


def test_address_is_changed_and_the_old_one_leads_to_it(office, client):
    organisation, other = OrganisationFactory(slug="ligue-2"), OrganisationFactory(slug="union")
    url = reverse("organisations:edit", args=[organisation.pk])
    taken = office.post(url, RECORD | {"audience": "0", "slug": other.slug})
    assert "slug" in taken.context["form"].errors
    office.post(url, RECORD | {"audience": "0", "slug": "ligue"})

    response = client.get(reverse("network:organisation-detail", args=["ligue-2"]))
    assert response.headers["Location"] == reverse("network:organisation-detail", args=["ligue"])
    assert _acts() == [Act.CHANGED]


def test_wrong_date_is_explained_and_nothing_is_written(office):
    organisation = OrganisationFactory(founded="1976")
    url = reverse("organisations:edit", args=[organisation.pk])
    response = office.post(url, RECORD | {"founded": "in the seventies", "audience": "0"})
    assert response.status_code == 200
    assert "founded" in response.context["form"].errors
    organisation.refresh_from_db()
    assert organisation.founded == "1976"


def test_circle_must_be_named(office):
    organisation = OrganisationFactory()
    url = reverse("organisations:edit", args=[organisation.pk])
    record = RECORD | {"slug": organisation.slug, "audience": "20"}
    assert list(office.post(url, record).context["form"].errors) == ["circle"]
    office.post(url, record | {"circle": CircleFactory().pk})
    organisation.refresh_from_db()
    assert organisation.shown_to == Audience.CIRCLE


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("names", {"text": "Liga", "kind": "official", "language": "es"}),
        ("contacts", {"kind": "email", "value": "a@example.org"}),
        ("identifiers", {"scheme": "rna", "value": "W751234567"}),
        ("bodies", {"kind": "board", "name_0": "Bureau"}),
    ],
)
def test_value_is_added_changed_and_removed_by_acts(office, kind, values):
    organisation = OrganisationFactory()
    shown = {"audience": "0", "circle": ""}
    office.post(reverse("office:facet-add", args=[organisation.pk, kind]), values | shown)
    row = getattr(organisation, kind).order_by("-pk")[0]
    assert row.shown_to == Audience.PUBLIC
    office.post(reverse("office:facet-change", args=[organisation.pk, kind, row.pk]), values | {"audience": "30"})
    row.refresh_from_db()
    assert row.shown_to == Audience.STEWARDS
    office.post(reverse("office:facet-remove", args=[organisation.pk, kind, row.pk]))
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert _acts() == [Act.FACET_ADDED, Act.FACET_CHANGED, Act.FACET_REMOVED]


def test_theme_and_figure_are_added(office):
    organisation = OrganisationFactory()
    office.post(
        reverse("office:facet-add", args=[organisation.pk, "theme_links"]),
        {"theme": ThemeFactory().pk, "audience": "0"},
    )
    figure = {
        "measure": "members",
        "qualifier": "exact",
        "value": "54",
        "source": SourceFactory().title,
        "audience": "0",
    }
    office.post(reverse("office:facet-add", args=[organisation.pk, "claims"]), figure)
    assert organisation.theme_links.count() == organisation.claims.count() == 1


def test_place_snaps_to_what_may_be_shown(office):
    organisation = OrganisationFactory()
    country = TerritoryFactory(name="Mali", code="ml", latitude=17, longitude=-4)
    town = TerritoryFactory(name="Bamako", code="bko", kind="town", parent=country, latitude=12.6, longitude=-8)
    values = {
        "role": "seat", "territory": "Bamako", "address": "1, rue du Port", "latitude": "12.61", "longitude": "-8.02",
        "precision_public": Precision.COUNTRY.value, "precision_members": Precision.TOWN.value, "audience": "0",
    }  # fmt: skip
    response = office.post(reverse("office:facet-add", args=[organisation.pk, "presences"]), values)
    assert response.status_code == 302, response.context["form"].errors
    seen = Presence.objects.visible_to(STRANGER).get(organisation=organisation)
    assert (seen.shown_territory_id, seen.shown_latitude) == (country.pk, 17)
    assert Presence.objects.visible_to(MEMBER).get(organisation=organisation).shown_territory_id == town.pk


def test_place_changes_its_exact_part(office):
    presence = PresenceFactory(address="1, rue du Port")
    url = reverse("office:facet-change", args=[presence.organisation_id, "presences", presence.pk])
    form = office.get(url).context["form"]
    assert form["address"].value() == "1, rue du Port"
    values = {"role": "seat", "territory": form["territory"].value(), "address": "2, rue du Port", "audience": "0"}
    office.post(url, values | {"precision_public": "30", "precision_members": "10"})
    presence.exact.refresh_from_db()
    assert presence.exact.address == "2, rue du Port"


def test_half_a_point_is_refused(office):
    presence = PresenceFactory()
    url = reverse("office:facet-change", args=[presence.organisation_id, "presences", presence.pk])
    form = office.get(url).context["form"]
    values = {"role": "seat", "territory": form["territory"].value(), "latitude": "12", "audience": "0"}
    response = office.post(url, values | {"precision_public": "30", "precision_members": "10"})
    assert "longitude" in response.context["form"].errors


def test_description_is_cleaned(office):
    organisation = OrganisationFactory()
    content = '{"blocks":[{"key":"a","text":"Elle agit.","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
    url = reverse("office:facet-add", args=[organisation.pk, "descriptions"])
    office.post(url, {"language": "fr", "html": content, "audience": "0"})
    assert Description.objects.get(organisation=organisation).html == "<p>Elle agit.</p>"


def test_logo_loses_its_metadata(office):
    organisation = OrganisationFactory()
    url = reverse("office:facet-add", args=[organisation.pk, "logo"])
    assert "image" in office.post(url, {"image": SimpleUploadedFile("a.png", b"not a picture")}).context["form"].errors
    out = BytesIO()
    Image.new("RGB", (300, 300), "red").save(out, "PNG")
    office.post(url, {"image": SimpleUploadedFile("a.png", out.getvalue()), "alternative_text": "A knot"})
    assert Image.open(BytesIO(bytes(organisation.logo.image))).size == (256, 256)


def test_last_name_cannot_be_removed(office):
    organisation = OrganisationFactory()
    url = reverse("office:facet-remove", args=[organisation.pk, "names", organisation.names.get().pk])
    assert office.post(url).context["form"].non_field_errors()
    assert organisation.names.count() == 1


def test_value_of_another_record_is_not_found(office):
    contact = ContactFactory()
    url = reverse("office:facet-change", args=[OrganisationFactory().pk, "contacts", contact.pk])
    assert office.get(url).status_code == 404
    assert office.get(reverse("office:facet-add", args=[contact.organisation_id, "secrets"])).status_code == 404


def test_record_page_costs_the_same_for_one_value_and_three(office, queries_at):
    organisation = OrganisationFactory()
    url = reverse("organisations:edit", args=[organisation.pk])
    office.get(url)
    ContactFactory(organisation=organisation)
    PresenceFactory(organisation=organisation)
    one = queries_at(lambda: office.get(url))
    for _number in range(2):
        ContactFactory(organisation=organisation)
        PresenceFactory(organisation=organisation)
    assert queries_at(lambda: office.get(url)) <= one


@pytest.mark.parametrize("typed", ["amelie", "AMÉLIE", "lie"])
def test_search_knows_names_without_their_accents(office, typed):
    OrganisationFactory(name="Amélie")
    OrganisationFactory(name="Boréal")
    page = office.get(reverse("organisations:index"), {"q": typed})
    assert [str(row) for row in page.context["object_list"]] == ["Amélie"]


@pytest.mark.parametrize(
    "chosen",
    [{"kind": "network"}, {"is_stub": "true"}, {"is_example": "true"}, {"shown_to": "10"}, {"state": "dormant"}, {"territory": "Mali"},
     {"unconfirmed_since": "2020-01-01"}],
)  # fmt: skip
def test_filters_keep_what_they_name(office, chosen):
    wanted = OrganisationFactory(
        name="Wanted", kind="network", is_stub=True, is_example=True, audience=10, state="dormant", last_confirmed_on="2019-05-01"
    )  # fmt: skip
    PresenceFactory(organisation=wanted, territory=TerritoryFactory(name="Mali"))
    Organisation.objects.update(last_confirmed_on="2026-01-01")
    Organisation.objects.filter(pk=wanted.pk).update(last_confirmed_on="2019-05-01")
    OrganisationFactory(name="Other", last_confirmed_on="2026-01-01")
    rows = office.get(reverse("organisations:index"), chosen).context["object_list"]
    assert "Wanted" in [str(row) for row in rows]
    assert "Other" not in [str(row) for row in rows]
