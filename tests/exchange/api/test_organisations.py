"""The API for programs: the same rows as the directory, page by page, through the gate."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.accounts import sign_in
from tests.factories.network import (
    ContactFactory,
    DescriptionFactory,
    NameFactory,
    OldAddressFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
    member,
)

from maillage.network.enums import Audience, NameKind, Precision, TerritoryKind
from maillage.network.models import Organisation

pytestmark = pytest.mark.django_db


def names(page) -> list[str]:
    return [row["name"] for row in page["organisations"]]


def walk(ask, **query) -> list[str]:
    """Every name of a list, page after page."""
    page = ask("organisations", **query)
    found = names(page)
    while page["next"]:
        page = ask(page["next"])
        found += names(page)
    return found


@pytest.fixture
def attac():
    organisation = OrganisationFactory(
        name="Attac – Île", slug="attac", acronym="ATT", founded="1998", languages=["fr", "ar"]
    )
    country = TerritoryFactory(code="fr", name="France", latitude=46.6, longitude=2.4)
    town = TerritoryFactory(code="paris", name="Paris", kind=TerritoryKind.TOWN, parent=country)
    PresenceFactory(
        organisation=organisation, territory=town, latitude=48.861, longitude=2.371, precision_public=Precision.COUNTRY
    )
    ThemeLinkFactory(organisation=organisation, theme=ThemeFactory(code="debt", name="Debt"))
    ContactFactory(organisation=organisation, value="https://attac.example.org/")
    TieFactory(a=organisation, b=OrganisationFactory(name="CRID", kind="network"), period="1999/..")
    return organisation


def test_a_row_says_what_the_list_says_as_exactly_as_it_is_shown(ask, attac):
    row = ask("organisations", q="attac", lang="en")["organisations"][0]

    assert row["id"] == str(attac.uuid)
    assert (row["name"], row["acronym"], row["kind_name"], row["founded"]) == (
        "Attac – Île",
        "ATT",
        "association",
        "1998",
    )
    assert row["places"] == [
        {
            "role": "seat",
            "name": "France",
            "territory": "fr",
            "precision": "country",
            "latitude": 46.6,
            "longitude": 2.4,
        }
    ]
    assert row["themes"] == [{"code": "debt", "name": "Debt"}]
    assert [network["name"] for network in row["member_of"]] == ["CRID"]
    assert row["website"] == "https://attac.example.org/"
    assert row["page"] == "http://testserver/en/organisations/attac/"
    assert row["url"] == "http://testserver/api/v1/organisations/attac"


def test_members_read_what_members_see(client, ask, attac):
    ContactFactory(organisation=attac, kind="email", value="bureau@example.org", audience=Audience.MEMBERS)
    assert ask("organisations/attac")["contacts"] == [
        {"kind": "website", "value": "https://attac.example.org/", "label": None}
    ]
    sign_in(client, member())
    record = ask("organisations/attac")
    assert "bureau@example.org" in [contact["value"] for contact in record["contacts"]]
    assert record["places"][0]["precision"] == "exact"
    assert record["places"][0]["latitude"] == 48.861


def test_one_organisation_is_found_by_slug_by_uuid_and_by_a_former_slug(client, ask, attac):
    NameFactory(organisation=attac, text="Attac Îles", kind=NameKind.FORMER, period="1998/2004")
    DescriptionFactory(organisation=attac, language="fr", html="<p>Elle taxe.</p>")
    OldAddressFactory(organisation=attac, slug="attac-iles")

    record = ask("organisations/attac")
    assert {"text": "Attac Îles", "kind": "former", "language": None, "period": "1998/2004"} in record["names"]
    assert record["descriptions"] == [{"language": "fr", "html": "<p>Elle taxe.</p>"}]
    assert ask(f"organisations/{attac.uuid}") == record
    moved = client.get("/api/v1/organisations/attac-iles?lang=en")
    assert (moved.status_code, moved["Location"]) == (302, "/api/v1/organisations/attac?lang=en")
    assert [tie["b"]["name"] for tie in ask(record["ties"])["ties"]] == ["CRID"]


def test_what_is_hidden_answers_like_what_does_not_exist(client, ask):
    hidden = OrganisationFactory(name="Hidden", slug="hidden", audience=Audience.MEMBERS)
    absent = client.get("/api/v1/organisations/absent")
    for key in ("hidden", str(hidden.uuid)):
        answer = client.get(f"/api/v1/organisations/{key}")
        assert (answer.status_code, answer.content, answer["Content-Type"]) == (
            404, absent.content, "application/problem+json",
        )  # fmt: skip
    assert json.loads(absent.content)["status"] == 404


@pytest.mark.parametrize("sort", ["name", "confirmed", "founded"])
def test_pages_hold_every_row_once_in_the_order_asked_for(ask, sort):
    for n in range(7):
        OrganisationFactory(
            name=f"Name {n % 3}",
            slug=f"o{n}",
            founded=["", "1998", "1976"][n % 3],
            last_confirmed_on=[None, "2026-01-02", "2026-03-04"][n % 3],
        )
    OrganisationFactory(name="Hidden", audience=Audience.MEMBERS)
    whole = names(ask("organisations", sort=sort, limit=50))

    assert len(whole) == 7
    for limit in (1, 2, 3):
        assert walk(ask, sort=sort, limit=limit) == whole


def test_a_page_neither_skips_nor_repeats_when_rows_come_and_go(ask):
    for name in ("a", "b", "c", "d"):
        OrganisationFactory(name=name)
    first = ask("organisations", limit=2)
    OrganisationFactory(name="aa")
    Organisation.objects.get(slug="b").delete()

    assert names(first) + names(ask(first["next"])) == ["a", "b", "c", "d"]


def test_filters_are_those_of_the_directory(ask, attac):
    OrganisationFactory(name="Elsewhere", kind="media")

    assert names(ask("organisations", territory="fr")) == ["Attac – Île"]
    assert names(ask("organisations", theme="debt", language="ar")) == ["Attac – Île"]
    assert names(ask("organisations", network="crid")) == ["Attac – Île"]
    assert names(ask("organisations", kind=["media", "network"])) == ["CRID", "Elsewhere"]
    assert names(ask("organisations", q="île", sort="relevance")) == ["Attac – Île"]


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("2,46,3,47", True),
        ("2.3,48.8,2.4,48.9", False),
        ("-180,-90,180,90", True),
        ("170,40,3,50", True),
        ("170,40,-3,50", False),
    ],
)
def test_a_box_finds_places_where_they_are_shown_and_not_where_they_are(ask, attac, box, found):
    assert names(ask("organisations", bbox=box)) == (["Attac – Île"] if found else [])


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "spaceship"},
        {"teritory": "fr"},
        {"bbox": "1,2,3"},
        {"bbox": "1,2,3,nan"},
        {"bbox": "0,50,1,40"},
        {"limit": "1000"},
        {"limit": "many"},
        {"cursor": "nonsense"},
        {"cursor": "WyJuYW1lIiwgIiIsICIiLCAieCJd"},
        {"lang": "tlh"},
        {"sort": "random"},
        {"q": "x" * 121},
        {"sort": "relevance", "q": "a", "cursor": "abc"},
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_do(client, query):
    answer = client.get("/api/v1/organisations", query)
    problem = json.loads(answer.content)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert problem["status"] == 400
    assert problem["errors"]


def test_a_cursor_of_another_order_is_refused(ask):
    for name in ("a", "b"):
        OrganisationFactory(name=name)
    cursor = ask("organisations", limit=1)["next"].split("cursor=")[1].split("&")[0]

    assert "cursor" in ask("organisations", 400, sort="founded", cursor=cursor)["detail"]


def test_the_language_is_that_of_the_parameter_before_that_of_the_browser(client, ask, attac):
    assert ask("organisations/attac", lang="en")["kind_name"] == "association"
    answer = client.get("/api/v1/organisations/attac", {"lang": "ar"}, headers={"Accept-Language": "es"})
    assert answer["Content-Language"] == "ar"
    assert json.loads(answer.content)["page"] == "http://testserver/ar/organisations/attac/"
    assert client.get("/api/v1/organisations/attac", headers={"Accept-Language": "es"})["Content-Language"] == "es"


def test_a_known_etag_answers_304_until_what_is_shown_changes(client, attac):
    first = client.get("/api/v1/organisations")
    again = client.get("/api/v1/organisations", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])

    OrganisationFactory(name="Hidden", audience=Audience.MEMBERS)
    assert client.get("/api/v1/organisations", headers={"If-None-Match": first["ETag"]}).status_code == 304
    OrganisationFactory(name="Shown")
    assert client.get("/api/v1/organisations", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_known_etag_costs_one_query(client, attac, django_assert_num_queries):
    etag = client.get("/api/v1/organisations")["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/api/v1/organisations", headers={"If-None-Match": etag}).status_code == 304


def test_pages_of_other_sites_read_what_strangers_read_and_nothing_else(client, attac):
    assert client.get("/api/v1/organisations")["Access-Control-Allow-Origin"] == "*"
    sign_in(client, member())
    answer = client.get("/api/v1/organisations")
    assert "Access-Control-Allow-Origin" not in answer
    assert "Access-Control-Allow-Credentials" not in answer
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    assert getattr(client, method)("/api/v1/organisations").status_code == 405


def test_a_page_costs_the_same_whatever_its_length(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/api/v1/organisations").status_code == 200
        return len(queries)

    def one(n: int) -> None:
        organisation = OrganisationFactory(name=f"One {n}", acronym=f"O{n}")
        PresenceFactory(organisation=organisation)
        ThemeLinkFactory(organisation=organisation)
        ContactFactory(organisation=organisation)
        TieFactory(a=organisation)

    one(1)
    first = cost()
    one(2), one(3)
    assert cost() == first


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cursor=st.text(max_size=60))
def test_no_cursor_breaks_it(client, cursor):
    assert client.get("/api/v1/organisations", {"cursor": cursor}).status_code in {200, 400}
    assert client.get("/api/v1/ties", {"cursor": cursor}).status_code in {200, 400}
    assert client.get("/api/v1/themes", {"cursor": cursor}).status_code in {200, 400}
