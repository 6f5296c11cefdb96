"""Members over time, what networks share, bridges, reach and neighbours: what each says, to whom, at what cost."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import sign_in
from tests.factories.network import (
    BodyFactory,
    ClaimFactory,
    OrganisationFactory,
    TieFactory,
    TieRoleFactory,
    member,
    steward,
)

from maillage.network.enums import Audience, BodyKind, Measure, Qualifier
from maillage.network.queries.networks.bridges import bridges
from maillage.network.queries.networks.reach import Interval, interval_of, reaches
from maillage.network.queries.networks.shared import Shared
from maillage.network.queries.office import STEWARD
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db


def network(name="Weave", **fields):
    return OrganisationFactory(name=name, slug=name.lower(), kind="network", **fields)


def joined(to, count, **tie):
    return [TieFactory(a=OrganisationFactory(), b=to, **tie).a for _turn in range(count)]


def page(client, path) -> str:
    """The words of a page, without tags, spaces made single."""
    body = client.get(f"/en/{path}").content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


# ── members over time ───────────────────────────────────────────────────────


def test_members_of_a_year_are_certain_or_perhaps(client):
    weave = network()
    joined(weave, 3, period="1990/..")
    joined(weave, 4, period="")
    joined(weave, 3, period="2000/2010")

    said = page(client, "organisations/weave/members/?year=1995")
    assert "3 members for certain" in said
    assert "4 perhaps" in said
    said = page(client, "organisations/weave/members/?year=2005")
    assert "6 members for certain" in said
    assert said.count("since 1990") == 3


def test_a_small_number_is_told_to_stewards_only(client):
    weave = network()
    joined(weave, 2, period="1990/..")

    assert "fewer than 3 members for certain" in page(client, "organisations/weave/members/?year=1995")
    sign_in(client, steward())
    assert "2 members for certain" in page(client, "organisations/weave/members/?year=1995")


def test_the_curve_draws_no_number_that_is_not_said(client):
    weave = network()
    joined(weave, 5, period="1990/..")
    joined(weave, 2, period="")
    drawn = re.compile(r'<path class="(?:both|sure)" d="([^"]*)"')

    both, sure = drawn.findall(client.get("/en/organisations/weave/members/?year=1995").content.decode())
    assert both == sure
    joined(weave, 1, period="")
    both, sure = drawn.findall(client.get("/en/organisations/weave/members/?year=1995").content.decode())
    assert both != sure


def test_boards_say_who_sat_there(client):
    weave = network()
    board = BodyFactory(organisation=weave, kind=BodyKind.BOARD, name="Board")
    tie = TieFactory(a=OrganisationFactory(name="Sitting one"), b=weave, period="1990/..")
    TieRoleFactory(tie=tie, body=board, role="board_member", period="1992/1996")

    assert "Board Sitting one" in page(client, "organisations/weave/members/?year=1994")
    later = page(client, "organisations/weave/members/?year=2004")
    assert "Nobody known in that year. Before or after that year Sitting one 1992–1996" in later


def test_only_those_of_the_year_and_a_page_that_does_not_exist(client):
    weave = network()
    early, late = joined(weave, 1, period="1990/1995"), joined(weave, 1, period="2015/..")

    said = page(client, "organisations/weave/members/?year=2020&only=1&page=9")
    assert str(late[0]) in said
    assert str(early[0]) not in said
    assert client.get("/en/organisations/weave/members/?year=soon&page=-1").status_code == 200


def test_the_fragment_is_what_changes_with_the_year(client):
    joined(network(), 1, period="1990/..")

    answer = client.get("/en/organisations/weave/members/?year=1995", headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith('<div id="then">')
    assert "HX-Request" in answer["Vary"]


def test_hidden_members_and_roles_are_not_there(client):
    weave = network()
    OrganisationFactory(name="Nobody", slug="nobody")
    hidden = TieFactory(a=OrganisationFactory(name="Canary", audience=Audience.MEMBERS), b=weave, period="1977/..")
    TieRoleFactory(tie=hidden, body=BodyFactory(organisation=weave, name="Group", audience=Audience.MEMBERS))

    absent, nothing = (client.get(f"/en/organisations/{slug}/members/") for slug in ("nobody", "nowhere"))
    assert (
        client.get("/en/organisations/weave/members/").status_code == absent.status_code == nothing.status_code == 404
    )
    sign_in(client, member())
    assert "Canary" in page(client, "organisations/weave/members/")


def test_years_are_never_written_as_quantities(client):
    joined(network(), 3, period="1990/..")

    said = client.get("/fr/organisations/weave/members/?year=1995").content.decode()

    assert 'value="1995"' in said
    assert "1\xa0995" not in said


def test_right_to_left_time_runs_the_other_way(client):
    joined(network(), 3, period="1990/..")

    ltr, rtl = (client.get(f"/{lang}/organisations/weave/members/?year=2026").content.decode() for lang in ("en", "ar"))
    at = re.compile(r'class="now" x1="([\d.]+)%"')
    assert float(at.search(ltr)[1]) > 95
    assert float(at.search(rtl)[1]) < 5


# ── shared members ──────────────────────────────────────────────────────────


def three_networks():
    a, b, c = network("Anet"), network("Bnet"), network("Cnet")
    for one in joined(a, 5)[:4]:
        TieFactory(a=one, b=b)
    for one in joined(a, 3):
        TieFactory(a=one, b=b)
        TieFactory(a=one, b=c)
    return a, b, c


def test_each_member_stands_in_one_part_only():
    networks = three_networks()
    counts = {part.mask: part.count for part in Shared(networks, STRANGER).parts}

    assert counts == {0b111: 3, 0b011: 4, 0b101: None, 0b110: None, 0b001: None, 0b010: None, 0b100: None}
    assert [total for _network, total in Shared(networks, STRANGER).totals] == [None, 7, 3]  # 8 - 3 - 4 would be one
    assert [total for _network, total in Shared(networks, STEWARD).totals] == [8, 7, 3]


def test_the_page_lists_who_is_in_most_first(client):
    three_networks()
    said = page(client, "networks/shared/?n=anet&n=bnet&n=cnet")

    assert "Anet and Bnet and Cnet 3" in said
    assert "fewer than 3" in said
    assert said.count("Anet , Bnet , Cnet") == 3
    assert "Choose a second network" in page(client, "networks/shared/?n=anet&n=anet")


def test_hidden_members_are_shared_with_those_who_may_see_them(client):
    a, b, _c = three_networks()
    hidden = OrganisationFactory(name="Canary", audience=Audience.MEMBERS)
    TieFactory(a=hidden, b=a)
    TieFactory(a=hidden, b=b)

    assert "Canary" not in page(client, "networks/shared/?n=anet&n=bnet")
    sign_in(client, member())
    assert "Canary" in page(client, "networks/shared/?n=anet&n=bnet")


# ── bridges ─────────────────────────────────────────────────────────────────


def test_the_only_thread_between_two_networks():
    a, b, c = network("Anet"), network("Bnet"), network("Cnet")
    for one in joined(a, 2):
        TieFactory(a=one, b=b)
    only = joined(b, 1)[0]
    TieFactory(a=only, b=c)
    found = bridges(STRANGER)

    assert [(t.first, t.second, t.organisation) for t in found.threads] == [(b, c, only)]
    assert {(one.organisation == only): one.alone for one in found.several} == {True: 1, False: 0}
    assert found.bridging == 3


def test_a_second_tie_to_the_same_network_makes_no_bridge():
    a = network("Anet")
    one = joined(a, 1, period="1990/1995")[0]
    TieFactory(a=one, b=a, period="2000/..")

    assert bridges(STRANGER).several == []


# ── reach ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("qualifier", "value", "interval"),
    [
        (Qualifier.EXACT, 54, Interval(54, 54)),
        (Qualifier.ABOUT, 100, Interval(90, 110)),
        (Qualifier.NEARLY, 100, Interval(90, 99)),
        (Qualifier.MORE_THAN, 100, Interval(101, None)),
        (Qualifier.SEVERAL_HUNDRED, None, Interval(200, 999)),
    ],
)
def test_what_a_figure_bounds(qualifier, value, interval):
    assert interval_of(ClaimFactory(qualifier=qualifier, value=value)) == interval


def of(weave, measure_words):
    return next(reach for reach in reaches(weave, STRANGER) if reach.title == measure_words)


def test_levels_are_never_added():
    weave = network()
    for measure, value in (("members", 54), ("partners", 1500), ("local_groups", 7500), ("volunteers", 180_000)):
        ClaimFactory(organisation=weave, measure=measure, value=value)

    assert [reach.interval.low for reach in reaches(weave, STRANGER)] == [54, 1500, 7500, 180_000]


def test_volunteers_of_members_may_overlap_so_the_largest_counts():
    weave = network()
    for one, value in zip(joined(weave, 3), (100, 300, 200), strict=True):
        ClaimFactory(organisation=one, measure=Measure.VOLUNTEERS, value=value)

    assert of(weave, "volunteers").interval == Interval(300, None)
    ClaimFactory(organisation=weave, measure=Measure.MEMBERS, value=3)
    assert of(weave, "volunteers").interval == Interval(300, 600)


def test_local_groups_of_members_that_are_not_tied_may_be_added():
    weave = network()
    members = joined(weave, 2)
    for one, value in zip(members, (10, 20), strict=True):
        ClaimFactory(organisation=one, measure=Measure.LOCAL_GROUPS, value=value)

    assert of(weave, "local groups").interval == Interval(30, None)
    TieFactory(a=members[0], b=members[1])
    assert of(weave, "local groups").interval == Interval(20, None)


def test_members_of_members_are_counted_once():
    weave = network()
    members = joined(weave, 3)
    TieFactory(a=members[0], b=members[1])
    joined(members[1], 3)
    for one in members[1:]:
        TieFactory(a=members[0], b=one) if one != members[1] else None

    found = of(weave, "organisations, with the members of its members")
    assert found.interval == Interval(4, None)  # 3 + 4 - 6 would tell that one is in both
    assert found.steps[-1].startswith("There may be others")
    assert not any("in both" in step for step in found.steps)
    steward_sees = next(one for one in reaches(weave, STEWARD) if one.title == found.title)
    assert steward_sees.interval == Interval(6, None)


def test_what_is_counted_here_outdoes_an_old_figure_and_contradictions_are_said():
    weave = network()
    joined(weave, 5)
    ClaimFactory(organisation=weave, measure=Measure.MEMBERS, value=3)
    assert of(weave, "member organisations").interval == Interval(5, None)

    ClaimFactory(organisation=weave, measure=Measure.PARTNERS, value=10)
    ClaimFactory(organisation=weave, measure=Measure.PARTNERS, value=20)
    partners = of(weave, "partners")
    assert partners.interval == Interval(10, 20)
    assert "contradict" in " ".join(partners.steps)


def test_few_known_members_are_no_bound():
    weave = network()
    joined(weave, 2)

    assert reaches(weave, STRANGER) == []


# ── around an organisation ──────────────────────────────────────────────────


def test_the_table_says_what_the_drawing_shows(client):
    weave = network()
    first, second = joined(weave, 2, period="1990/..")
    TieFactory(a=first, b=second)
    said = page(client, "organisations/weave/ties/")

    assert said.count(str(first)) >= 3  # drawn, listed, and beside the other
    assert said.count("since 1990") == 2


# ── cost ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    [
        "organisations/anet/members/?year=1995",
        "organisations/anet/ties/",
        "networks/shared/?n=anet&n=bnet",
        "networks/bridges/",
    ],
)
def test_the_number_of_queries_does_not_depend_on_how_many_there_are(client, path):
    a, b = network("Anet"), network("Bnet")
    board = BodyFactory(organisation=a, kind=BodyKind.BOARD)
    sign_in(client, member())
    asked = []
    for count in (1, 2):
        for one in joined(a, count, period="1990/.."):
            TieRoleFactory(tie=TieFactory(a=one, b=b))
            TieRoleFactory(tie=one.ties_out.get(b=a), body=board)
        client.get(f"/en/{path}")
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/{path}")
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 30


def test_a_stranger_asks_once_until_something_changes(client):
    joined(network("Anet"), 3)
    first = client.get("/en/organisations/anet/members/").content
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/en/organisations/anet/members/").content == first
    assert len(queries) <= 6
