"""How two organisations are linked: the shortest chains, in words, never through what is hidden."""

from itertools import pairwise

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyCase
from tests.factories.accounts import sign_in
from tests.factories.network import (
    OrganisationFactory,
    TieFactory,
    TieRoleFactory,
    TieTypeFactory,
    member,
    steward,
)

from maillage.network.enums import Audience, TieState
from maillage.network.queries.networks import chain
from maillage.network.readers import MEMBER, STRANGER

pytestmark = pytest.mark.django_db


def a_line(*names: str, **tie):
    """Organisations in a row, each a member of the next."""
    row = [OrganisationFactory(name=name, slug=name.lower()) for name in names]
    for before, after in pairwise(row):
        TieFactory(a=before, b=after, **tie)
    return row


def text(client, **query):
    return client.get("/en/networks/chain/", query).content.decode()


def test_the_chain_is_said_in_one_sentence(client):
    _alpha, b = a_line("Alpha", "Beta")
    founded = TieFactory(a=OrganisationFactory(name="Gamma", slug="gamma"), b=b)
    TieRoleFactory(tie=founded, role="founder")

    said = text(client, **{"from": "alpha", "to": "gamma"})

    assert "Alpha member of Beta, which has as a founding member Gamma." in said
    assert "2 ties apart" in said


def test_the_shortest_is_found_whatever_the_side(client):
    row = a_line("A1", "B1", "C1", "D1", "E1", "F1", "G1")
    TieFactory(a=row[5], b=row[1])
    ways = [chain.shortest(STRANGER, *pair) for pair in ((row[0].pk, row[6].pk), (row[6].pk, row[0].pk))]

    assert ways[0] == [tuple(row[i].pk for i in (0, 1, 5, 6))]
    assert ways[1] == [way[::-1] for way in ways[0]]


def test_equal_chains_are_all_told_up_to_a_few(client):
    a, z = OrganisationFactory(slug="start"), OrganisationFactory(slug="goal")
    for _turn in range(3):
        middle = OrganisationFactory()
        TieFactory(a=a, b=middle)
        TieFactory(a=z, b=middle)
    assert "3 chains, equally short" in text(client, **{"from": "start", "to": "goal"})

    for _turn in range(3):
        middle = OrganisationFactory()
        TieFactory(a=a, b=middle)
        TieFactory(a=z, b=middle)
    assert "there are others, just as short" in text(client, **{"from": "start", "to": "goal"})


def test_no_chain_is_said_honestly_and_very_long_ones_are_not_told(client):
    row = a_line(*(f"N{i}" for i in range(9)))

    assert len(chain.shortest(STRANGER, row[0].pk, row[6].pk)[0]) == 7
    assert chain.shortest(STRANGER, row[0].pk, row[7].pk) == []
    assert "We know of no chain between them" in text(client, **{"from": "n0", "to": "n8"})


def test_past_ties_count_unless_only_today_is_asked_for(client):
    a_line("Old", "New", period="1990/2000")

    assert "(1990–2000)" in text(client, **{"from": "old", "to": "new"})
    assert "We know of no chain" in text(client, **{"from": "old", "to": "new", "today": "1"})


def test_a_hidden_tie_is_walked_by_those_who_may_see_it_only(client):
    a_line("Here", "There", audience=Audience.MEMBERS)

    assert "We know of no chain" in text(client, **{"from": "here", "to": "there"})
    sign_in(client, member())
    assert "1 tie apart" in text(client, **{"from": "here", "to": "there"})


@pytest.mark.parametrize("state", [TieState.PROPOSED, TieState.DISPUTED, TieState.WITHDRAWN])
def test_a_tie_that_does_not_stand_links_nobody(state):
    a, b = a_line("Left", "Right", state=state)

    assert chain.shortest(STRANGER, a.pk, b.pk) == []


def test_a_hidden_organisation_is_as_unknown_as_one_that_does_not_exist(client):
    OrganisationFactory(name="Canary", slug="canary", audience=Audience.STEWARDS)
    a = OrganisationFactory(name="Seen", slug="seen")

    for word in ("canary", "Canary"):
        hidden, absent = (text(client, **{"from": a.slug, "to": w}) for w in (word, "nobody"))
        assert hidden.replace(word, "nobody") == absent
    sign_in(client, steward())
    assert "/organisations/canary/" in text(client, **{"from": a.slug, "to": "canary"})


def test_a_name_that_fits_several_offers_a_choice(client):
    for number in range(3):
        OrganisationFactory(name=f"Union {number}", slug=f"union-{number}")

    said = text(client, **{"from": "union", "to": ""})

    assert "Which of these?" in said
    assert said.count('type="radio" name="from"') == 3


def test_the_number_of_queries_does_not_grow_with_the_chains():
    a, z = OrganisationFactory(slug="start"), OrganisationFactory(slug="goal")

    def through(count):
        for _turn in range(count):
            middle = OrganisationFactory()
            TieFactory(a=a, b=middle)
            TieFactory(a=z, b=middle)

    asked = []
    for count in (1, 2):
        through(count)
        with CaptureQueriesContext(connection) as queries:
            chain.chains_between(STRANGER, a, z)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def plainly(pairs: list[tuple[int, int]], start: int, goal: int) -> int | None:
    """The length of the shortest chain by the plainest search there is."""
    reached, steps = {start}, 0
    while goal not in reached:
        further = reached | {y for pair in pairs for x, y in (pair, pair[::-1]) if x in reached}
        if further == reached:
            return None
        reached, steps = further, steps + 1
    return steps


class TestAgainstThePlainestSearch(PropertyCase):
    """Random small networks, some of it hidden."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        visible=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] < p[1]), max_size=9),
        hidden=st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1]), max_size=6),
    )
    def test_the_length_is_right_and_hidden_rows_change_no_answer_of_a_stranger(self, visible, hidden):
        people = [OrganisationFactory(slug=f"o-{n}", name=f"O {n}") for n in range(7)]
        for a, b in sorted(visible):
            TieFactory(a=people[a], b=people[b])
        paths = [
            *(f"/en/networks/chain/?from=o-0&to=o-{n}" for n in range(1, 7)), "/en/networks/bridges/",
            "/en/networks/shared/?n=o-5&n=o-6", "/en/networks/shared/?n=o-4&n=o-5&n=o-6",
            "/en/organisations/o-6/members/", "/en/organisations/o-6/ties/", "/en/organisations/o-5/members/?year=1990",
        ]  # fmt: skip
        before = [self.client.get(path).content for path in paths]
        for n in range(1, 7):
            ways = chain.shortest(STRANGER, people[0].pk, people[n].pk)
            expected = plainly([(a, b) for a, b in visible], 0, n)
            assert (len(ways[0]) - 1 if ways else None) == (
                expected if expected and expected <= chain.LONGEST else None
            )

        people += [OrganisationFactory(slug=f"o-{n}", name=f"O {n}", audience=Audience.STEWARDS) for n in (7, 8)]
        for a, b in sorted(hidden - visible):
            TieFactory(a=people[a], b=people[b], audience=Audience.PUBLIC if b > 6 else Audience.STEWARDS)
        cache.clear()
        assert [self.client.get(path).content for path in paths] == before


def test_members_walk_through_what_members_see():
    a, b, c = a_line("P", "Q", "R", audience=Audience.MEMBERS)

    assert chain.shortest(MEMBER, a.pk, c.pk) == [(a.pk, b.pk, c.pk)]
    assert reverse("network:chain") == "/en/networks/chain/"
    assert TieTypeFactory().is_membership
