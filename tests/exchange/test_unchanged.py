"""Hidden stays hidden: with a hidden organisation removed, every answer to a stranger is the same, byte by byte."""

import json
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.network import (
    CircleFactory,
    ContactFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
)

from maillage.exchange.booklet.contents import By, Order, contents
from maillage.exchange.booklet.eyes import Eyes
from maillage.network.enums import Audience, NameKind, Precision, TerritoryKind
from maillage.network.models import Organisation
from maillage.network.queries.search import Search
from maillage.network.readers import STRANGER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HIDDEN = (Audience.MEMBERS, Audience.CIRCLE, Audience.STEWARDS)
PATHS = (
    "/api/v1/organisations?limit=1",
    "/api/v1/organisations?limit=200&sort=founded",
    "/api/v1/organisations?sort=confirmed&bbox=-180,-90,180,90",
    "/api/v1/organisations?bbox=9,9,11,11",
    "/api/v1/organisations?q=name",
    "/api/v1/organisations?q=name&sort=relevance",
    "/api/v1/organisations?territory=country-0&theme=theme-0",
    "/api/v1/ties",
    "/api/v1/ties?current=true&limit=1",
    "/api/v1/territories",
    "/api/v1/themes",
    "/ogc/collections",
    "/ogc/collections/organisations/items",
    "/ogc/collections/organisations/items?bbox=9,9,11,11&limit=1",
    "/ogc/collections/territories/items",
    *(f"/en/organisations.{ending}" for ending in ("csv", "geojson", "kml", "jsonld", "ttl")),
    "/en/organisations.csv?q=name",
    "/en/booklet/",
)

one = st.fixed_dictionaries(
    {
        "audience": st.sampled_from([Audience.PUBLIC, *HIDDEN]),
        "name": st.sampled_from(["Name", "A name", "Zed"]),
        "founded": st.sampled_from(["", "1976", "1998"]),
        "last_confirmed_on": st.sampled_from([None, "2026-01-02"]),
        "place": st.integers(0, 2),
        "precision": st.sampled_from([Precision.EXACT, Precision.COUNTRY, Precision.NONE]),
        "theme": st.integers(0, 1),
        "tied_to": st.none() | st.integers(0, 4),
    }
)


def settle(number: int, drawn: dict[str, object], before: list[Organisation]) -> Organisation:
    """An organisation with a value of every kind that lists show."""
    circle = CircleFactory() if drawn["audience"] == Audience.CIRCLE else None
    organisation = OrganisationFactory(
        name=f"{drawn['name']} {number}",
        slug=f"record-{number}",
        audience=drawn["audience"],
        circle=circle,
        founded=drawn["founded"],
        last_confirmed_on=drawn["last_confirmed_on"],
    )
    own = {"organisation": organisation, "audience": drawn["audience"], "circle": circle}
    country = TerritoryFactory(code=f"country-{drawn['place']}", latitude=10, longitude=10)
    town = TerritoryFactory(code=f"town-{number}", kind=TerritoryKind.TOWN, parent=country, latitude=11, longitude=11)
    PresenceFactory(territory=town, latitude=11.5, longitude=11.5, precision_public=drawn["precision"], **own)
    ThemeLinkFactory(theme=ThemeFactory(code=f"theme-{drawn['theme']}"), **own)
    NameFactory(text=f"Former name {number}", kind=NameKind.FORMER, **own)
    ContactFactory(**own)
    if before and drawn["tied_to"] is not None:
        TieFactory(a=organisation, b=before[drawn["tied_to"] % len(before)], period="1999/..")
    return organisation


def said_to_a_stranger(records: list[tuple[str, UUID]]) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Every answer: status, headers, body; and what the booklet holds."""
    cache.clear()
    keys = [str(key) for record in records for key in record]
    paths = [
        *PATHS,
        *(f"/api/v1/organisations/{key}" for key in keys),
        *(f"/profiles/{uuid}.json" for _s, uuid in records),
    ]
    answers = {}
    for path in paths:
        answer = Client().get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[path] = (answer.status_code, dict(answer.items()), body)
    booklet = contents(Order(By.COUNTRY, Eyes.EVERYONE, STRANGER, Search(), []), instance="Maillage")
    return answers | {"booklet": (200, {}, json.dumps(booklet).encode())}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(one, min_size=2, max_size=6))
def test_nothing_tells_a_stranger_of_a_hidden_organisation(drawn):
    with transaction.atomic():
        settled: list[Organisation] = []
        for number, values in enumerate(drawn):
            settled.append(settle(number, values, settled))
        records = [(organisation.slug, organisation.uuid) for organisation in settled]
        before = said_to_a_stranger(records)
        Organisation.objects.filter(audience__in=HIDDEN).delete()
        after = said_to_a_stranger(records)
        transaction.set_rollback(True)

    for path, answer in before.items():
        assert answer == after[path], path
