"""From a person to a reader: which organisations, circles and level their current mandates give."""

from django.db.models import Q

from maillage.accounts.models import Person
from maillage.network.enums import STANDING_TIES, Audience, MandateRole
from maillage.network.models import Circle, Mandate, Organisation, Tie
from maillage.network.readers import MEMBERSHIP, STRANGER, Reader

STEWARD_ROLES = (MandateRole.COORDINATOR, MandateRole.SPACE_STEWARD)  # docs/decisions/0005

EDITING_ROLES = (MandateRole.COORDINATOR, MandateRole.EDITOR)


def reader_of(person: Person | None) -> Reader:
    """The reader that `person` is today; at most four queries, none for a stranger."""
    if person is None:
        return STRANGER
    mandates = list(
        Mandate.objects.current()
        .filter(person=person, organisation__merged_into=None)
        .values_list("organisation_id", "organisation__is_home", "role")
    )
    if not mandates:
        return Reader(person=person, keys=frozenset(_circles_of(person, set(), set())))
    ours = {organisation for organisation, _is_home, _role in mandates}
    networks = networks_of(ours)
    is_at_home = any(is_home for _organisation, is_home, _role in mandates)
    is_steward = any(is_home and role in STEWARD_ROLES for _organisation, is_home, role in mandates)
    is_member = is_steward or is_at_home or Organisation.objects.filter(pk__in=networks, is_home=True).exists()
    keys = _circles_of(person, ours, networks) | ({MEMBERSHIP} if is_member else set())
    level = Audience.STEWARDS if is_steward else Audience.MEMBERS if is_member else Audience.PUBLIC
    return Reader(
        person=person,
        level=level,
        organisations=frozenset(ours),
        keys=frozenset(keys),
        edits=frozenset(pk for pk, _is_home, role in mandates if role in EDITING_ROLES),
        coordinates=frozenset(pk for pk, _is_home, role in mandates if role == MandateRole.COORDINATOR),
    )


def networks_of(organisations: set[int]) -> set[int]:
    """Ids of the networks that count these organisations among their members: by their own word or by a steward's.

    What an organisation says of itself is not enough, or anyone could let themselves in.
    """
    return set(
        Tie.objects.memberships()
        .current()
        .filter(Q(confirmed_b_at__isnull=False) | Q(state="stated"), a__in=organisations, state__in=STANDING_TIES)
        .values_list("b_id", flat=True)
    )


def _circles_of(person: Person, organisations: set[int], networks: set[int]) -> set[int]:
    of_theirs = Q(people=person) | Q(organisations__in=organisations) | Q(network__in=networks | organisations)
    return set(Circle.objects.filter(of_theirs).values_list("pk", flat=True))
