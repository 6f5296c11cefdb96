"""Adding, changing and removing one row: the same three pages for every kind."""

import pytest
from tests.factories.network import (
    CircleFactory,
    ContactFactory,
    DescriptionFactory,
    MandateFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
)
from tests.network.mine_kit import at, errors, filled, send, sign_in

from maillage.network.enums import Audience, MandateRole, Precision, TerritoryKind
from maillage.network.models import (
    Body,
    Claim,
    ContactPoint,
    Description,
    Identifier,
    OrganisationName,
    Presence,
    ThemeLink,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sud")


@pytest.fixture
def mine(client, organisation):
    return sign_in(client, MandateFactory(organisation=organisation).person)


CASES = [
    ("names", OrganisationName, {"text": "Échanges Sud", "kind": "official", "since": "1982"}, {"period": "1982/.."}),
    ("descriptions", Description, {"language": "fr", "text": "Un.\n\nDeux."}, {"html": "<p>Un.</p>\n<p>Deux.</p>"}),
    ("contacts", ContactPoint, {"kind": "email", "value": " a@example.org "}, {"value": "a@example.org"}),
    ("identifiers", Identifier, {"scheme": "siren", "value": "732 829 320"}, {"value": "732829320"}),
    (
        "figures",
        Claim,
        {"measure": "members", "qualifier": "about", "value": "54", "as_of": "2024", "source_title": "Report"},
        {"value": 54, "as_of": "2024"},
    ),
    (
        "bodies",
        Body,
        {"kind": "working_group", "name": "Accueil", "since": "2003", "until": "2011"},
        {"period": "2003/2011"},
    ),
]


@pytest.mark.parametrize(("kind", "model", "answers", "kept"), CASES, ids=[case[0] for case in CASES])
def test_row_is_added_with_its_audience(mine, organisation, kind, model, answers, kept):
    page = send(mine, at("facet-add", organisation, kind=kind), **answers, audience="10")
    assert page.redirect_chain, errors(page)
    row = model.objects.order_by("pk").last()
    assert row.organisation == organisation
    assert row.audience == row.shown_to == Audience.MEMBERS
    assert {name: getattr(row, name) for name in kept} == kept


@pytest.mark.parametrize(("kind", "model", "answers", "kept"), CASES, ids=[case[0] for case in CASES])
def test_row_sent_back_unchanged_stays_the_same(mine, organisation, kind, model, answers, kept):
    send(mine, at("facet-add", organisation, kind=kind), **answers)
    row = model.objects.order_by("pk").last()
    page = send(mine, at("facet", organisation, kind=kind, pk=row.pk))
    assert page.redirect_chain, errors(page)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in kept} == kept


WRONG = [
    ("names", {"text": ""}, "text"),
    ("names", {"text": "X", "since": "soon"}, "since"),
    ("names", {"text": "X", "since": "2003", "until": "1990"}, "until"),
    ("descriptions", {"language": "fr", "text": "<script></script>"}, "text"),
    ("contacts", {"kind": "email", "value": "not an address"}, "value"),
    ("contacts", {"kind": "website", "value": "javascript:alert(1)"}, "value"),
    ("identifiers", {"scheme": "other", "value": "12", "register_name": ""}, "register_name"),
    ("figures", {"measure": "members", "qualifier": "exact", "value": "", "source_title": "R"}, "value"),
    ("figures", {"measure": "members", "qualifier": "exact", "value": "5", "source_title": ""}, "source_title"),
    ("bodies", {"kind": "board", "name": ""}, "name"),
    ("themes", {"theme": "999999"}, "theme"),
    ("contacts", {"kind": "phone", "value": "1", "audience": "40"}, "audience"),
]


@pytest.mark.parametrize(("kind", "answers", "field"), WRONG)
def test_wrong_answer_names_its_field_and_writes_nothing(mine, organisation, kind, answers, field):
    page = send(mine, at("facet-add", organisation, kind=kind), **answers)
    assert field in errors(page)
    assert organisation.contacts.count() + organisation.identifiers.count() + organisation.claims.count() == 0


def test_identifier_that_fails_its_check_is_kept_with_a_warning(mine, organisation):
    page = send(mine, at("facet-add", organisation, kind="identifiers"), scheme="siren", value="732829321")
    assert Identifier.objects.get().value == "732829321"
    assert "warning" in [message.level_tag for message in page.context["messages"]]


def test_same_row_twice_is_refused_in_words(mine, organisation):
    ContactFactory(organisation=organisation, kind="phone", value="+221 33")
    page = send(mine, at("facet-add", organisation, kind="contacts"), kind="phone", value="+221 33")
    assert "__all__" in errors(page)
    assert ContactPoint.objects.count() == 1


def test_theme_is_added_and_removed(mine, organisation):
    theme = ThemeFactory()
    send(mine, at("facet-add", organisation, kind="themes"), theme=theme.pk)
    link = ThemeLink.objects.get()
    assert mine.get(at("facet-remove", organisation, kind="themes", pk=link.pk)).status_code == 200
    assert ThemeLink.objects.exists()
    mine.post(at("facet-remove", organisation, kind="themes", pk=link.pk))
    assert not ThemeLink.objects.exists()


def test_last_name_cannot_be_removed(mine, organisation):
    name = organisation.names.get()
    page = mine.post(at("facet-remove", organisation, kind="names", pk=name.pk), follow=True)
    assert organisation.names.count() == 1
    assert "error" in [message.level_tag for message in page.context["messages"]]


def test_description_is_cleaned(mine, organisation):
    text = "Bonjour <script>alert(1)</script><strong>vous</strong> https://example.org/a?b=1."
    send(mine, at("facet-add", organisation, kind="descriptions"), language="fr", text=text)
    html = Description.objects.get().html
    assert "script" not in html
    assert "<strong>vous</strong>" in html
    assert 'href="https://example.org/a?b=1"' in html


def test_row_changed_by_someone_else_is_not_overwritten_unseen(mine, organisation):
    contact = ContactFactory(organisation=organisation, kind="phone", value="1")
    url = at("facet", organisation, kind="contacts", pk=contact.pk)
    typed = filled(mine, url, value="2")
    ContactPoint.objects.filter(pk=contact.pk).update(value="3")
    page = mine.post(url, typed)
    contact.refresh_from_db()
    assert contact.value == "3"
    assert page.context["form"]["value"].value() == "2"
    assert "__all__" in errors(page)


def test_editor_says_who_reads_what_is_new_only(client, organisation):
    editor = MandateFactory(organisation=organisation, role=MandateRole.EDITOR).person
    contact = ContactFactory(organisation=organisation, kind="phone", value="1", audience=Audience.MEMBERS)
    sign_in(client, editor)
    assert "audience" in client.get(at("facet-add", organisation, kind="contacts")).context["form"].fields
    url = at("facet", organisation, kind="contacts", pk=contact.pk)
    assert "audience" not in client.get(url).context["form"].fields
    send(client, url, value="2", audience="0")
    contact.refresh_from_db()
    assert (contact.value, contact.audience) == ("2", Audience.MEMBERS)


def test_circles_of_others_are_not_offered(mine, organisation):
    CircleFactory(name="Ours", organisations=[organisation])
    CircleFactory(name="Canary circle")
    page = mine.get(at("facet-add", organisation, kind="contacts")).content.decode()
    assert "Ours" in page
    assert "Canary" not in page


def test_row_is_given_to_a_circle(mine, organisation):
    circle = CircleFactory(organisations=[organisation])
    send(mine, at("facet-add", organisation, kind="contacts"), kind="phone", value="1", audience=f"20:{circle.pk}")
    contact = ContactPoint.objects.get()
    assert (contact.audience, contact.circle, contact.shown_circles) == (Audience.CIRCLE, circle, [circle.pk])


# ── places ──────────────────────────────────────────────────────────────────


@pytest.fixture
def dakar():
    senegal = TerritoryFactory(name={"fr": "Sénégal", "en": "Senegal"}, code="sn", latitude=14.4, longitude=-14.4)
    return TerritoryFactory(name="Dakar", code="dakar", kind=TerritoryKind.TOWN, parent=senegal)


@pytest.mark.parametrize("words", ["senegal", "SÉNÉ", "dak"])
def test_place_is_found_in_any_language_and_without_accents(mine, organisation, dakar, words):
    page = mine.get(at("facet-add", organisation, kind="places"), {"q": words})
    assert page.context["places"]


def test_place_is_chosen_then_described(mine, organisation, dakar):
    url = at("facet-add", organisation, kind="places") + "?territory=dakar"
    page = send(mine, url, role="office", address="12 rue X", precision_public="30", precision_members="10")
    assert page.redirect_chain, errors(page)
    place = Presence.objects.get()
    assert place.exact.address == "12 rue X"
    assert place.public_territory.code == "sn"
    assert place.members_territory.code == "dakar"


def test_place_moves_to_another_territory(mine, organisation, dakar):
    place = PresenceFactory(organisation=organisation, territory=dakar)
    send(mine, at("facet", organisation, kind="places", pk=place.pk) + "?territory=sn")
    place.exact.refresh_from_db()
    assert place.exact.territory.code == "sn"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"precision_public": Precision.TOWN, "precision_members": Precision.COUNTRY}, "precision_members"),
        ({"latitude": "12"}, "longitude"),
        ({"latitude": "120", "longitude": "1"}, "latitude"),
    ],
)
def test_wrong_place_names_its_field(mine, organisation, dakar, answers, field):
    page = send(mine, at("facet-add", organisation, kind="places") + "?territory=dakar", **answers)
    assert field in errors(page)
    assert not Presence.objects.exists()


def test_unknown_territory_is_not_found(mine, organisation):
    assert mine.get(at("facet-add", organisation, kind="places") + "?territory=nowhere").status_code == 404


def test_description_keeps_its_words_when_it_is_opened_and_saved(mine, organisation):
    html = "<p>Un<br>deux &amp; <strong>trois</strong></p>\n<ul><li>a</li><li>b</li></ul>"
    row = DescriptionFactory(organisation=organisation, html=html)
    send(mine, at("facet", organisation, kind="descriptions", pk=row.pk))
    row.refresh_from_db()
    assert row.html == html


def test_unprintable_territory_is_not_found(client):
    organisation = OrganisationFactory()
    mine = sign_in(client, MandateFactory(organisation=organisation).person)
    assert mine.get(at("facet-add", organisation, kind="places"), {"territory": "a\0"}).status_code == 404
