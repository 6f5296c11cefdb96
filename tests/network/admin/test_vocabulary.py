"""Shared words: edited by acts; what hangs on them follows."""

from django.urls import reverse
from tests.factories.accounts import PersonFactory
from tests.factories.network import (
    CircleFactory,
    OrganisationFactory,
    PolicyFactory,
    PresenceFactory,
    SourceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
)

from maillage.journal.models import Entry
from maillage.network.enums import Act, Audience
from maillage.network.models import Circle, Source, Territory, Theme, TieType


def test_territory_is_named_in_five_languages(office):
    names = {"name_0": "Mali", "name_1": "Mali", "name_2": "Malí", "name_3": "Mali", "name_4": "مالي"}
    office.post(reverse("territories:add"), names | {"kind": "country", "code": "ml", "iso": "ML"})
    territory = Territory.objects.get(code="ml")
    assert territory.name.data["ar"] == "مالي"
    assert Entry.objects.about(territory).get().act == Act.TERM_ADDED


def test_moving_a_territory_moves_what_policies_say(office):
    region, country = TerritoryFactory(kind="world_region"), TerritoryFactory(name="Mali")
    presence = PresenceFactory(territory=country)
    PolicyFactory(territory=region, audience=Audience.STEWARDS)
    url = reverse("territories:edit", args=[country.pk])
    values = {"name_0": "Mali", "kind": "country", "code": country.code, "parent": region.code}
    assert office.post(url, values).status_code == 302
    presence.organisation.refresh_from_db()
    assert presence.organisation.shown_to == Audience.STEWARDS


def test_territory_cannot_be_inside_itself(office):
    outer = TerritoryFactory()
    inner = TerritoryFactory(parent=outer)
    values = {"name_0": "Outer", "kind": "country", "code": outer.code, "parent": inner.code}
    response = office.post(reverse("territories:edit", args=[outer.pk]), values)
    assert response.status_code == 200
    assert response.context["form"].errors


def test_word_in_use_is_kept(office):
    link, presence, tie = ThemeLinkFactory(), PresenceFactory(), TieFactory()
    office.post(reverse("themes:delete", args=[link.theme_id]))
    office.post(reverse("territories:delete", args=[presence.exact.territory_id]))
    response = office.post(reverse("tie-types:delete", args=[tie.type_id]))
    assert response.context["refusal"]
    assert Theme.objects.filter(pk=link.theme_id).exists()
    assert Territory.objects.filter(pk=presence.exact.territory_id).exists()
    assert TieType.objects.filter(pk=tie.type_id).exists()
    assert not Entry.objects.exists()


def test_unused_word_is_removed(office):
    theme = ThemeFactory()
    office.post(reverse("themes:delete", args=[theme.pk]))
    assert not Theme.objects.exists()
    assert Entry.objects.get().act == Act.TERM_REMOVED


def test_circle_holds_organisations_and_people(office):
    one, two, person = OrganisationFactory(), OrganisationFactory(), PersonFactory()
    values = {"name_0": "Board", "organisations": f"{one.slug}\n{two.slug}", "people": person.email}
    office.post(reverse("circles:add"), values)
    circle = Circle.objects.get()
    assert set(circle.organisations.all()) == {one, two}
    office.post(reverse("circles:edit", args=[circle.pk]), values | {"organisations": one.slug})
    assert list(circle.organisations.all()) == [one]
    assert list(circle.people.all()) == [person]


def test_circle_in_use_is_kept(office):
    circle = CircleFactory()
    OrganisationFactory(audience=Audience.CIRCLE, circle=circle)
    office.post(reverse("circles:delete", args=[circle.pk]))
    assert Circle.objects.filter(pk=circle.pk).exists()


def test_source_is_changed(office):
    source = SourceFactory()
    url = reverse("sources:edit", args=[source.pk])
    office.post(url, {"title": "Annual report", "kind": "page", "retrieved_on": "2026-05-01"})
    assert Source.objects.get().title == "Annual report"


def test_type_of_tie_is_added(office):
    values = {"label_0": "soutient", "inverse_label_0": "est soutenue par", "code": "supports", "position": "3"}
    office.post(reverse("tie-types:add"), values)
    assert TieType.objects.get(code="supports").position == 3
