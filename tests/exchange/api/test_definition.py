"""What is written about the API is what it does: its OpenAPI document, the page for people, its answers."""

import json
import re

import pytest
from pydantic import BaseModel
from tests.factories.network import (
    ClaimFactory,
    ContactFactory,
    DescriptionFactory,
    IdentifierFactory,
    OrganisationFactory,
    PresenceFactory,
    ThemeLinkFactory,
    TieFactory,
)

from maillage.exchange.api import schemas

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    return json.loads(client.get("/api/v1/openapi.json").content)


def test_every_address_and_parameter_is_described(document):
    assert document["openapi"].startswith("3.")
    assert set(document["paths"]) == {
        "/api/v1/organisations", "/api/v1/organisations/{key}", "/api/v1/ties", "/api/v1/territories", "/api/v1/themes",
    }  # fmt: skip
    for path in document["paths"].values():
        operation = path["get"]
        assert set(path) == {"get"}
        assert operation["summary"]
        assert operation["description"]
        assert {"200", "400"} <= {str(code) for code in operation["responses"]}
        for parameter in operation["parameters"]:
            assert parameter["description"], parameter["name"]


def test_references_lead_somewhere(document):
    for name in re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)):
        assert name in document["components"]["schemas"]


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("organisations", schemas.OrganisationPage),
        ("organisations/crid", schemas.OrganisationRecord),
        ("ties", schemas.TiePage),
        ("territories", schemas.TerritoryPage),
        ("themes", schemas.ThemePage),
    ],
)
def test_answers_have_the_shape_that_is_described(ask, path: str, model: type[BaseModel]):
    crid = OrganisationFactory(name="CRID", slug="crid", founded="1976")
    for factory in (
        PresenceFactory,
        ThemeLinkFactory,
        ContactFactory,
        DescriptionFactory,
        IdentifierFactory,
        ClaimFactory,
    ):
        factory(organisation=crid)
    TieFactory(a=crid)
    content = ask(path)

    assert set(content) == set(model.model_fields)
    assert json.loads(model.model_validate(content).model_dump_json()) == content


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_for_people_names_every_address_and_needs_no_script(client, language):
    page = client.get(f"/{language}/api/").content.decode()
    for path in ("/api/v1/organisations", "/api/v1/ties", "/api/v1/territories", "/api/v1/themes", "/ogc/"):
        assert path in page
    assert "swagger" not in page.lower()
    assert page.count("<script") == 1  # the design system's own
