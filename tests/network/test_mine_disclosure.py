"""Who sees what: saving, and a preview that cannot disagree with the gate."""

import random

import pytest
from tests.factories.network import (
    BodyFactory,
    CircleFactory,
    ClaimFactory,
    ConsentFactory,
    ContactFactory,
    DescriptionFactory,
    HideFactory,
    MandateFactory,
    NameFactory,
    OrganisationFactory,
    PolicyFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeLinkFactory,
    TieFactory,
)
from tests.network.mine_kit import at, errors, filled, send, sign_in

from maillage.journal.models import Entry
from maillage.network.enums import Audience, FieldGroup, Precision, TerritoryKind
from maillage.network.forms.disclosure import key_of
from maillage.network.queries.preview import onlookers, seen_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def senegal():
    return TerritoryFactory(name="Senegal", code="sn", latitude=14.4, longitude=-14.4)


@pytest.fixture
def organisation(senegal):
    organisation = OrganisationFactory(name="Sud")
    town = TerritoryFactory(
        name="Dakar", code="dakar", kind=TerritoryKind.TOWN, parent=senegal, latitude=14.7, longitude=-17.4
    )
    PresenceFactory(organisation=organisation, territory=town, latitude=14.71, longitude=-17.41, address="12 rue X")
    for factory in (NameFactory, ContactFactory, DescriptionFactory, ThemeLinkFactory, ClaimFactory, BodyFactory):
        factory(organisation=organisation)
    TieFactory(a=organisation)
    return organisation


@pytest.fixture
def circle(organisation):
    return CircleFactory(name="Migrations", organisations=[organisation])


@pytest.fixture
def mine(client, organisation, circle):
    return sign_in(client, MandateFactory(organisation=organisation).person)


def previewed(page):
    return {seen.who: seen.keys for seen in page.context["previews"]}


def through_the_gate(organisation, circles):
    return {who: seen_by(organisation, who, reader).keys for who, reader in onlookers(circles)}


def test_audience_of_a_row_is_saved(mine, organisation):
    contact = organisation.contacts.get()
    send(mine, at("who-sees", organisation), save="1", **{key_of(contact): "10"})
    contact.refresh_from_db()
    assert contact.audience == contact.shown_to == Audience.MEMBERS


def test_saving_nothing_new_writes_nothing(mine, organisation):
    before = Entry.objects.count()
    send(mine, at("who-sees", organisation), save="1")
    assert Entry.objects.count() == before


def test_precision_of_a_place_is_saved(mine, organisation):
    place = organisation.presences.get()
    send(
        mine,
        at("who-sees", organisation),
        save="1",
        **{f"{key_of(place)}-public": "30", f"{key_of(place)}-members": "10"},
    )
    place.refresh_from_db()
    assert (place.public_territory.code, place.members_territory.code) == ("sn", "dakar")


def test_preview_keeps_nothing(mine, organisation):
    contact = organisation.contacts.get()
    before = Entry.objects.count()
    url = at("who-sees", organisation)
    page = mine.post(url, filled(mine, url, **{key_of(contact): "30"}))
    contact.refresh_from_db()
    assert contact.audience == contact.shown_to == Audience.PUBLIC
    assert Entry.objects.count() == before
    assert all(("contactpoint", contact.pk) not in keys for keys in previewed(page).values())


@pytest.mark.parametrize("seed", range(8))
def test_preview_equals_what_the_gate_shows_once_saved(mine, organisation, circle, seed):
    chance = random.Random(seed)
    if seed % 2:
        PolicyFactory(territory=organisation.presences.get().exact.territory, covers=FieldGroup.CONTACTS, audience=10)
    if seed % 3 == 0:
        ConsentFactory(organisation=organisation, covers=FieldGroup.PLACES, precision=Precision.COUNTRY)
    url = at("who-sees", organisation)
    answers = {}
    for name in mine.get(url).context["form"].fields:
        if name == "seen" or "-public" in name or "-members" in name:
            continue
        answers[name] = chance.choice(["0", "10", "30", f"20:{circle.pk}"])
    preview = mine.post(at("preview", organisation), filled(mine, url, **answers))
    saved = mine.post(url, filled(mine, url, save="1", **answers), follow=True)
    assert saved.redirect_chain
    organisation.refresh_from_db()
    shown = through_the_gate(organisation, [circle])
    for who, keys in previewed(preview).items():
        assert keys == shown[who]


def test_preview_tells_a_hidden_record_from_an_empty_one(mine, organisation):
    url = at("who-sees", organisation)
    page = mine.post(at("preview", organisation), filled(mine, url, **{key_of(organisation): "30"}))
    assert all(seen.organisation is None for seen in page.context["previews"])


def test_preview_shows_the_reduced_place(mine, organisation):
    place, url = organisation.presences.get(), at("who-sees", organisation)
    answers = {f"{key_of(place)}-public": "30", f"{key_of(place)}-members": "10"}
    page = mine.post(at("preview", organisation), filled(mine, url, **answers))
    stranger, member = page.context["previews"][:2]
    assert stranger.rows["places"][0].shown_territory.code == "sn"
    assert member.rows["places"][0].shown_territory.code == "dakar"
    assert "12 rue X" not in page.content.decode()


@pytest.mark.parametrize("button", ["save", "preview"])
def test_impossible_precision_is_refused(mine, organisation, button):
    place = organisation.presences.get()
    key = key_of(place)
    page = send(mine, at("who-sees", organisation), **{button: "1", f"{key}-public": "10", f"{key}-members": "30"})
    assert f"{key}-members" in errors(page)
    assert page.context["previews"] is None


def test_circle_of_others_cannot_be_chosen(mine, organisation):
    other = CircleFactory()
    contact = organisation.contacts.get()
    page = send(mine, at("who-sees", organisation), save="1", **{key_of(contact): f"20:{other.pk}"})
    assert key_of(contact) in errors(page)


def test_choices_made_on_an_old_page_are_not_saved_unseen(mine, organisation):
    contact, url = organisation.contacts.get(), at("who-sees", organisation)
    typed = filled(mine, url, save="1", **{key_of(contact): "30"})
    name = organisation.names.first()
    name.audience = Audience.STEWARDS
    name.shown_to = Audience.STEWARDS
    name.save()
    page = mine.post(url, typed)
    contact.refresh_from_db()
    assert contact.audience == Audience.PUBLIC
    assert page.context["form"][key_of(contact)].value() == "30"


def test_what_narrows_is_said(mine, organisation, senegal):
    PolicyFactory(territory=senegal, covers=FieldGroup.CONTACTS, audience=10)
    assert "Senegal" in " ".join(mine.get(at("who-sees", organisation)).context["narrowings"])


def test_network_of_a_policy_is_not_named_to_those_who_may_not_know_it(mine, organisation):
    hidden = OrganisationFactory(name="Canary network", audience=Audience.STEWARDS)
    TieFactory(a=organisation, b=hidden)
    PolicyFactory(network=hidden, covers=FieldGroup.CONTACTS)
    assert "Canary" not in mine.get(at("who-sees", organisation)).content.decode()


def test_hide_is_told_to_its_own_people(mine, organisation):
    HideFactory(organisation=organisation)
    page = mine.get(at("who-sees", organisation))
    assert page.context["narrowings"]
    assert all(seen.organisation is None for seen in page.context["previews"])


def test_page_follows_the_record_when_its_address_changes(mine, client):
    organisation = OrganisationFactory(name="Refuge")
    sign_in(client, MandateFactory(organisation=organisation).person)
    NameFactory(organisation=organisation, text="Alias", kind="alias")
    name = organisation.names.get(text="Refuge")
    page = send(client, at("who-sees", organisation), save="1", **{key_of(name): "30"})
    organisation.refresh_from_db()
    assert organisation.slug != "refuge"
    assert page.status_code == 200


def test_tie_is_not_widened_by_one_end_alone(client):
    ours = OrganisationFactory()
    tie = TieFactory(a=ours, audience=Audience.MEMBERS)
    mine = sign_in(client, MandateFactory(organisation=ours).person)
    assert key_of(tie) in errors(send(mine, at("who-sees", ours), save="", **{key_of(tie): Audience.PUBLIC.value}))
    tie.refresh_from_db()
    assert tie.audience == Audience.MEMBERS

    send(mine, at("who-sees", ours), save="", **{key_of(tie): Audience.STEWARDS.value})
    tie.refresh_from_db()
    assert tie.audience == Audience.STEWARDS
