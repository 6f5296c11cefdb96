"""Territories, themes and ties for programs: only what the reader may know, small numbers withheld."""

import pytest
from tests.factories.accounts import sign_in
from tests.factories.network import (
    OrganisationFactory,
    PresenceFactory,
    SourceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
    TieRoleFactory,
    TieTypeFactory,
    member,
    steward,
)

from maillage.network.enums import Audience, TerritoryKind, TieState

pytestmark = pytest.mark.django_db


@pytest.fixture
def africa():
    return TerritoryFactory(code="africa", name="Africa", kind=TerritoryKind.WORLD_REGION)


@pytest.fixture
def senegal(africa):
    return TerritoryFactory(code="sn", name="Senegal", iso="SN", parent=africa, latitude=14.4, longitude=-14.5)


def counts(page) -> dict[str, int | None]:
    return {row["code"]: row["organisations"] for name in ("territories", "themes") for row in page.get(name, [])}


def test_numbers_that_could_point_at_someone_are_null(client, ask, senegal):
    for _n in range(2):
        PresenceFactory(territory=senegal)
    PresenceFactory(territory=senegal, organisation=OrganisationFactory(audience=Audience.MEMBERS))
    PresenceFactory(territory=TerritoryFactory(code="mali"), audience=Audience.MEMBERS)

    assert counts(ask("territories")) == {"africa": None, "sn": None}
    sign_in(client, member())
    assert counts(ask("territories")) == {"africa": 3, "mali": None, "sn": 3}


def test_stewards_get_every_number(client, ask, senegal):
    PresenceFactory(territory=senegal)
    sign_in(client, steward())
    assert counts(ask("territories", kind="country")) == {"sn": 1}


def test_territories_are_told_with_what_is_around_them(ask, senegal):
    PresenceFactory(territory=senegal)
    assert ask("territories", within="africa", lang="en")["territories"] == [
        {
            "code": "sn", "name": "Senegal", "kind": "country", "iso": "SN", "within": "africa",
            "latitude": 14.4, "longitude": -14.5, "organisations": None,
        }
    ]  # fmt: skip
    assert ask("territories", within="nowhere")["territories"] == []


def test_themes_come_page_by_page(ask):
    for code in ("a", "b", "c"):
        ThemeLinkFactory(theme=ThemeFactory(code=code))
    ThemeFactory(code="unused")
    page = ask("themes", limit=2)
    rest = ask(page["next"])

    assert [row["code"] for row in page["themes"] + rest["themes"]] == ["a", "b", "c"]
    assert rest["next"] is None


def test_ties_stand_between_two_known_ends(ask):
    shown = TieFactory(period="1999/..", state=TieState.STATED, source=SourceFactory(title="A report"))
    TieRoleFactory(tie=shown, role="founder")
    TieFactory(audience=Audience.MEMBERS)
    TieFactory(state=TieState.PROPOSED)
    TieFactory(a=OrganisationFactory(audience=Audience.MEMBERS))
    tie = ask("ties", lang="en")["ties"]

    assert [row["id"] for row in tie] == [str(shown.uuid)]
    assert (tie[0]["type"], tie[0]["period"], tie[0]["is_current"]) == ("member_of", "1999/..", True)
    assert tie[0]["words"] == "founding member"
    assert tie[0]["source"] == {"title": "A report", "url": None}
    assert tie[0]["roles"] == [{"role": "founder", "body": None, "period": None}]


def test_ties_are_found_by_either_end_by_type_and_by_day(ask):
    crid = OrganisationFactory(name="CRID")
    for period in ("1999/..", "1990/1995"):
        TieFactory(a=crid, period=period)
    TieFactory(b=crid, type=TieTypeFactory(code="partner_of"))
    TieFactory()

    assert len(ask("ties", organisation="crid")["ties"]) == 3
    assert len(ask("ties", organisation="crid", current="true")["ties"]) == 2
    assert len(ask("ties", type="partner_of")["ties"]) == 1
    found, page = [], ask("ties", limit=3)
    found += page["ties"]
    found += ask(page["next"])["ties"]
    assert len({row["id"] for row in found}) == 4


def test_a_hidden_organisation_is_as_unknown_as_one_that_does_not_exist(ask):
    OrganisationFactory(slug="hidden", audience=Audience.MEMBERS)
    hidden, absent = (ask("ties", 400, organisation=slug)["detail"] for slug in ("hidden", "absent"))
    assert hidden.replace("hidden", "absent") == absent


@pytest.mark.parametrize("path", ["ties", "territories", "themes"])
def test_lists_cost_the_same_whatever_their_length(client, path, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/{path}").status_code == 200
        return len(queries)

    def one() -> None:
        tie = TieFactory()
        TieRoleFactory(tie=tie)
        PresenceFactory(organisation=tie.a, territory=TerritoryFactory(parent=TerritoryFactory()))
        ThemeLinkFactory(organisation=tie.a)

    one()
    first = cost()
    one(), one()
    assert cost() == first
