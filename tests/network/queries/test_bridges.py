"""What bridges count, against the plainest way to count it."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.network.queries.networks.bridges import LISTED, woven

memberships = st.lists(st.tuples(st.integers(1, 8), st.integers(101, 115)), max_size=50)


@pytest.mark.django_db
@given(memberships)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_bridges_and_threads_are_those_found_by_comparing_every_pair(ties):
    members = {network: [a for n, a in ties if n == network] for network, _one in ties}
    of = {one: sorted(n for n, theirs in members.items() if one in theirs) for one in range(101, 116)}
    several = {one: theirs for one, theirs in of.items() if len(theirs) > 1}
    both = {
        (a, b): common for a, b in combinations(sorted(members), 2) if (common := set(members[a]) & set(members[b]))
    }
    alone = {one: sum(common == {one} for common in both.values()) for one in several}
    columns = [[one for _network, one in ties], [network for network, _one in ties]]
    found = woven("SELECT * FROM unnest(%s::bigint[], %s::bigint[])", columns)

    assert found.bridging == len(several)
    assert found.networks == len({network for pair in both for network in pair})
    order = sorted(several, key=lambda one: (-len(several[one]), -alone[one], one))[: LISTED + 1]
    assert [one for one, _theirs, _alone in found.several] == order
    assert all(set(theirs) == set(several[one]) and told == alone[one] for one, theirs, told in found.several)
    threads = {pair: min(common) for pair, common in both.items() if len(common) == 1}
    assert all(threads[pair] == one for pair, one in found.threads)
    sizes = [min(len(members[network]) for network in pair) for pair, _one in found.threads]
    assert sizes == sorted(sizes, reverse=True)
    told = [one for _pair, one in found.threads]
    expected = sum(min(3, list(threads.values()).count(one)) for one in set(threads.values()))
    assert len(told) == min(expected, LISTED + 1)
    assert all(told.count(one) <= 3 for one in told)
