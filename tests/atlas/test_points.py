"""Points follow what the gate stored, in the transaction that stored it, whatever wrote it."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.atlas.checks import cells, points, true_cells, wanted
from tests.factories.network import OrganisationFactory, PresenceFactory, TerritoryFactory

from maillage.atlas.actions.pyramid import compact, rebuild
from maillage.atlas.enums import Scope
from maillage.atlas.models import Point
from maillage.kit import copying, morton
from maillage.network.actions import merging, organisations, places, safety, vocabulary
from maillage.network.enums import Audience, Precision, PresenceRole, TerritoryKind
from maillage.network.models import EmergencyHide, Organisation, Presence

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    return TerritoryFactory(name="Mali", latitude=17.0, longitude=-4.0)


@pytest.fixture
def town(country):
    return TerritoryFactory(name="Bamako", kind=TerritoryKind.TOWN, parent=country, latitude=12.65, longitude=-8.0)


def scopes_of(presence) -> dict[tuple[int, int], int]:
    return {(p.x, p.y): p.scopes for p in Point.objects.filter(presence_id=presence.pk)}


def test_an_exact_place_is_a_point_for_all_and_its_town_stands_for_capped_maps(town):
    presence = PresenceFactory(territory=town, latitude=12.6, longitude=-7.9)

    assert scopes_of(presence) == {
        morton.square(12.6, -7.9): Scope.PUBLIC | Scope.MEMBERS,
        morton.square(12.65, -8.0): Scope.PUBLIC_TOWN | Scope.MEMBERS_TOWN,
    }


@pytest.mark.parametrize("precision", [Precision.COUNTRY, Precision.REGION, Precision.WORLD_REGION, Precision.NONE])
def test_what_is_known_by_country_or_region_is_never_a_point(town, precision):
    presence = PresenceFactory(
        territory=town, latitude=12.6, longitude=-7.9, precision_public=precision, precision_members=precision
    )

    assert scopes_of(presence) == {}


def test_a_country_whose_centre_happens_to_be_the_exact_place_is_no_point(country):
    presence = PresenceFactory(territory=country, latitude=17.0, longitude=-4.0, precision_public=Precision.COUNTRY)

    assert scopes_of(presence) == {}


def test_a_centre_that_moves_does_not_make_a_point_of_a_country(town, country):
    presence = PresenceFactory(territory=town, latitude=12.6, longitude=-7.9, precision_public=Precision.COUNTRY)
    country.latitude = 18.0
    country.save()  # without the action: nobody has worked out disclosure

    assert all(not scopes & Scope.PUBLIC for scopes in scopes_of(presence).values())


def test_members_know_more_than_everyone(town):
    presence = PresenceFactory(territory=town, latitude=12.6, longitude=-7.9, precision_public=Precision.COUNTRY)

    assert scopes_of(presence) == {
        morton.square(12.6, -7.9): Scope.MEMBERS,
        morton.square(12.65, -8.0): Scope.MEMBERS_TOWN,
    }


@pytest.mark.parametrize("audience", [Audience.CIRCLE, Audience.STEWARDS])
def test_what_is_for_a_circle_or_for_stewards_is_never_a_point(town, audience):
    from tests.factories.network import CircleFactory

    circle = CircleFactory() if audience == Audience.CIRCLE else None
    presence = PresenceFactory(territory=town, audience=audience, circle=circle)

    assert scopes_of(presence) == {}


def test_former_addresses_are_not_points(town):
    assert scopes_of(PresenceFactory(territory=town, role=PresenceRole.FORMER)) == {}


def test_a_hide_takes_points_away_with_it(town):
    presence = PresenceFactory(territory=town)
    safety.hide(reason="Threatened", by=None, organisation=presence.organisation)

    assert not Point.objects.exists()


def test_an_organisation_closed_without_its_places_takes_points_away(town):
    presence = PresenceFactory(territory=town)
    Organisation.objects.filter(pk=presence.organisation_id).update(shown_to=Audience.STEWARDS)

    assert not Point.objects.exists()


def test_a_merged_record_leaves_the_map(town):
    kept, absorbed = OrganisationFactory(), PresenceFactory(territory=town).organisation
    merging.merge(kept, absorbed, by=None)

    assert points() == wanted()
    assert not Point.objects.filter(organisation_id=absorbed.pk).exists()


def test_a_removed_organisation_leaves_the_map(town):
    PresenceFactory(territory=town).organisation.delete()

    assert not Point.objects.exists()
    assert cells() == {}


def test_a_town_that_moves_takes_its_points_along(town):
    presence = PresenceFactory(territory=town, precision_public=Precision.TOWN)
    vocabulary.change_term(town, by=None, latitude=12.0)

    assert set(scopes_of(presence)) == {morton.square(12.0, -8.0)}
    assert points() == wanted()


def test_points_come_by_copy_too(town):
    presences = [Presence(organisation=OrganisationFactory(), audience=0, precision_public=10) for _ in range(3)]
    for presence in presences:
        presence.shown_to = 0
        presence.public_territory = presence.members_territory = town
        presence.public_latitude = presence.members_latitude = town.latitude
        presence.public_longitude = presence.members_longitude = town.longitude
    copying.copy(Presence, presences)

    assert Point.objects.count() == 3
    assert points() == wanted()


def test_a_point_is_never_changed_in_place(town):
    PresenceFactory(territory=town)
    with pytest.raises(Exception, match="never changed"):
        Point.objects.update(scopes=1)


acts = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["place", "exact", "move", "hide", "lift", "audience", "remove", "compact", "rebuild"]),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_points_and_pyramid_are_what_they_would_be_if_made_anew(town, acts):
    from django.db import transaction

    with transaction.atomic():
        owners = [OrganisationFactory() for _ in range(5)]
        for number, act, choice in acts:
            perform(owners[number], act, choice, town)
            assert points() == wanted()
            assert cells() == true_cells()
        transaction.set_rollback(True)


def perform(owner, act, choice, town) -> None:
    place = Presence.objects.filter(organisation=owner).first()
    if place or act not in {"exact", "move", "remove"}:
        ACTS[act](owner, place, choice, town)


def _place(owner, _place, choice, town):
    places.add_place(
        owner, territory=town, latitude=10.0 + choice, longitude=1.0, precision_public=PRECISIONS[choice],
        precision_members=Precision.EXACT, by=None,
    )  # fmt: skip


def _exact(_owner, place, choice, _town):
    places.change_place(place, precision_public=PRECISIONS[choice], precision_members=Precision.EXACT, by=None)


def _lift(owner, *_rest):
    for hide in EmergencyHide.objects.in_force().filter(organisation=owner):
        safety.lift_hide(hide, by=None)


PRECISIONS = (Precision.EXACT, Precision.TOWN, Precision.REGION, Precision.COUNTRY)
ACTS = {
    "place": _place,
    "exact": _exact,
    "move": lambda _o, place, choice, _t: places.change_place(place, latitude=20.0 + choice, longitude=2.0, by=None),
    "hide": lambda owner, *_rest: safety.hide(reason="x", by=None, organisation=owner),
    "lift": _lift,
    "audience": lambda owner, _p, choice, _t: organisations.change_organisation(
        owner, audience=(0, 10, 30, 0)[choice], by=None
    ),
    "remove": lambda _o, place, *_rest: organisations.remove_facet(place, by=None),
    "compact": lambda *_: compact(),
    "rebuild": lambda *_: rebuild(),
}


def test_the_database_and_python_agree_on_codes():
    with connection.cursor() as cursor:
        for latitude, longitude in [(0, 0), (48.85, 2.35), (-33.9, 151.2), (89, 180), (-90, -180), (12.65, -8)]:
            cursor.execute(
                "SELECT atlas_x(%s), atlas_y(%s), atlas_spread(atlas_x(%s)) | (atlas_spread(atlas_y(%s)) << 1)",
                [longitude, latitude, longitude, latitude],
            )
            x, y = morton.square(latitude, longitude)
            assert cursor.fetchone() == (x, y, morton.interleave(x, y))
