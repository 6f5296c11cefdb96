"""The directory: what is found, in which order, how it is narrowed and addressed."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from tests.factories.accounts import sign_in
from tests.factories.network import (
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
    member,
    steward,
)

from maillage.network.enums import Audience, NameKind, OrganisationKind, Precision, TerritoryKind, TieState
from maillage.network.models import TieType

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def titles(client, **query) -> list[str]:
    response = client.get(reverse("network:organisation-list"), query)
    assert response.status_code == 200
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", response.content.decode())
    return [unescape(strip_tags(title)) for title in found]


def facet(client, name: str, **query) -> dict[str, int]:
    groups = client.get(reverse("network:organisation-list"), query).context["facets"]
    return {o.label: o.count for group in groups if group.name == name for o, _chosen in group.options}


# ── search ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["ECHANGES", "échanges sud", "Sud échanges", "echan"])
def test_search_ignores_accents_case_and_order(client, text):
    OrganisationFactory(name="Échanges Sud")
    OrganisationFactory(name="Maison du Nord")

    assert titles(client, q=text) == ["Échanges Sud"]


@pytest.mark.parametrize("text", ["migreurp", "Migeurop", "migreuropp"])
def test_search_forgives_slips_of_typing(client, text):
    OrganisationFactory(name="Migreurop")
    OrganisationFactory(name="Maison du Nord")

    assert titles(client, q=text) == ["Migreurop"]


def test_search_reads_arabic_letters_typed_for_one_another(client):
    OrganisationFactory(name="جمعية الحق في السكن", language="ar", slug="haqq")

    assert titles(client, q="جمعيه الحق") == ["جمعية الحق في السكن"]


def test_search_finds_acronyms_and_former_names(client):
    organisation = OrganisationFactory(name="Centre de recherche", acronym="CRID")
    NameFactory(organisation=organisation, kind=NameKind.FORMER, text="Collectif des ONG")

    assert titles(client, q="crid") == ["Centre de recherche"]
    assert titles(client, q="collectif ong") == ["Centre de recherche"]


def test_search_puts_the_exact_acronym_first_then_beginnings_then_words(client):
    OrganisationFactory(name="Amis des AMIS")
    OrganisationFactory(name="Union des amis")
    OrganisationFactory(name="Vieux camarades", acronym="AMIS")
    OrganisationFactory(name="Tamis du Sud")

    assert titles(client, q="amis") == ["Vieux camarades", "Amis des AMIS", "Union des amis", "Tamis du Sud"]


@pytest.mark.parametrize("text", ["a", "%", "_", "'", "\\", "\x00", "💥", "a" * 500, "   "])
def test_search_survives_any_text(client, text):
    OrganisationFactory()

    titles(client, q=text)


# ── what is hidden does not match ───────────────────────────────────────────


def test_hidden_name_is_not_found_by_a_stranger_and_is_by_a_steward(client):
    organisation = OrganisationFactory(name="Known to all")
    NameFactory(organisation=organisation, text="Canarywing", audience=Audience.STEWARDS)

    assert titles(client, q="canarywing") == titles(client, q="canarywin") == []
    sign_in(client, steward())
    assert titles(client, q="canarywing") == ["Known to all"]


def test_hidden_organisation_is_not_listed(client):
    OrganisationFactory(name="Canary", audience=Audience.MEMBERS)

    assert titles(client) == titles(client, q="canary") == []
    sign_in(client, member())
    assert "Canary" in titles(client)


def test_hidden_theme_does_not_filter(client):
    theme = ThemeFactory(code="canary")
    ThemeLinkFactory(theme=theme, audience=Audience.MEMBERS)

    assert titles(client, theme="canary") == []


def test_hidden_tie_does_not_filter_nor_show(client):
    tie = TieFactory(audience=Audience.MEMBERS)

    assert titles(client, network=tie.b.slug) == []
    rows = client.get(reverse("network:organisation-list")).context["page_obj"]
    assert all(not row.networks for row in rows)


def test_place_filters_only_as_exactly_as_it_is_shown(client):
    country = TerritoryFactory(code="ml")
    town = TerritoryFactory(code="bamako", kind=TerritoryKind.TOWN, parent=country)
    presence = PresenceFactory(territory=town, precision_public=Precision.COUNTRY)

    assert titles(client, territory="ml") == [str(presence.organisation)]
    assert titles(client, territory="bamako") == []
    sign_in(client, member())
    assert titles(client, territory="bamako") == [str(presence.organisation)]


def test_order_does_not_tell_a_protected_name(client):
    protected = OrganisationFactory(name="Mmm alias")
    NameFactory(organisation=protected, text="Aaa true name", is_preferred=True, audience=Audience.STEWARDS)
    OrganisationFactory(name="Bbb")

    assert titles(client) == ["Bbb", "Mmm alias"]


def test_network_a_reader_may_not_see_is_as_unknown_as_one_that_does_not_exist(client):
    OrganisationFactory(slug="canary", audience=Audience.STEWARDS)
    pages = [client.get(reverse("network:organisation-list"), {"network": slug}) for slug in ("canary", "nobody")]

    problems = [page.context["asked"].problems[0].replace("canary", "x").replace("nobody", "x") for page in pages]
    assert problems[0] == problems[1]


# ── filters ─────────────────────────────────────────────────────────────────


def test_filters_take_several_values_and_narrow_one_another(client):
    OrganisationFactory(name="A", kind=OrganisationKind.NETWORK, languages=["fr"])
    OrganisationFactory(name="B", kind=OrganisationKind.UNION, languages=["fr"])
    OrganisationFactory(name="C", kind=OrganisationKind.UNION, languages=["ar"])
    OrganisationFactory(name="D", kind=OrganisationKind.MEDIA, languages=["fr"])

    assert titles(client, kind=["network", "union"]) == ["A", "B", "C"]
    assert titles(client, kind=["network", "union"], language="fr") == ["A", "B"]


def test_territory_and_theme_include_what_lies_inside(client):
    region = TerritoryFactory(code="west-africa", kind=TerritoryKind.WORLD_REGION)
    presence = PresenceFactory(territory=TerritoryFactory(code="sn", parent=region))
    theme = ThemeFactory(code="rights")
    link = ThemeLinkFactory(theme=ThemeFactory(code="housing", parent=theme))

    assert titles(client, territory="west-africa") == [str(presence.organisation)]
    assert titles(client, theme="rights") == [str(link.organisation)]


def test_network_filter_keeps_current_standing_members(client):
    tie = TieFactory()
    TieFactory(b=tie.b, period="1990/1999")
    TieFactory(b=tie.b, state=TieState.DISPUTED)
    TieFactory(b=tie.b, type=TieType.objects.create(code="partner_of", label="partner", inverse_label="partner"))

    assert titles(client, network=tie.b.slug) == [str(tie.a)]


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "spaceship"},
        {"territory": "atlantis"},
        {"theme": "nothing\x00"},
        {"network": "nobody"},
        {"language": "<script>"},
        {"sort": "chaos"},
        {"page": "last"},
        {"page": "-1"},
        {"q": "a" * 121},
    ],
)
def test_unknown_values_are_named_and_left_out(client, query):
    OrganisationFactory()
    response = client.get(reverse("network:organisation-list"), query)

    assert response.status_code == 200
    assert len(response.context["asked"].problems) == 1
    assert b"note warning" in response.content
    assert b"<script>" not in response.content.replace(b"<script src", b"")


def test_chosen_filters_can_each_be_removed(client):
    response = client.get(reverse("network:organisation-list"), {"kind": ["union", "media"], "q": "é", "page": "3"})

    chosen = response.context["asked"].chosen()
    assert [(value.label, value.without) for value in chosen] == [
        ("trade union", "q=%C3%A9&kind=media"),
        ("media", "q=%C3%A9&kind=union"),
    ]


# ── counts ──────────────────────────────────────────────────────────────────


def test_small_counts_are_neither_shown_nor_offered_except_to_stewards(client):
    for _ in range(3):
        OrganisationFactory(kind=OrganisationKind.UNION)
    for _ in range(2):
        OrganisationFactory(kind=OrganisationKind.MEDIA)
        OrganisationFactory(kind=OrganisationKind.FOUNDATION)

    assert facet(client, "kind") == {"trade union": 3}
    sign_in(client, steward())
    assert facet(client, "kind")["media"] == 2


def test_no_small_count_can_be_worked_out_from_the_others(client):
    for kind, number in ((OrganisationKind.UNION, 3), (OrganisationKind.MEDIA, 4), (OrganisationKind.FOUNDATION, 1)):
        for _ in range(number):
            OrganisationFactory(kind=kind)

    assert facet(client, "kind") == {"media": 4}
    assert facet(client, "kind", kind="union") == {"trade union": 3, "media": 4}
    sign_in(client, steward())
    assert facet(client, "kind").items() >= {"trade union": 3, "media": 4, "foundation": 1}.items()


def test_places_are_withheld_with_their_small_neighbours_and_where_they_are_all_but_a_few(client):
    africa = TerritoryFactory(name="Africa", kind=TerritoryKind.WORLD_REGION)
    for name, number in (("Mali", 5), ("Togo", 4), ("Chad", 1)):
        country = TerritoryFactory(name=name, parent=africa)
        for _ in range(number):
            PresenceFactory(territory=country)

    assert facet(client, "territory") == {"Africa": 10, "Mali": 5}
    OrganisationFactory()  # nowhere
    assert facet(client, "territory") == {"Mali": 5}
    for _ in range(2):
        OrganisationFactory()
    assert facet(client, "territory") == {"Africa": 10, "Mali": 5}


def test_a_theme_does_not_tell_how_few_are_elsewhere_in_the_theme_around_it(client):
    rights = ThemeFactory(name="Rights")
    asylum = ThemeFactory(name="Asylum", parent=rights)
    for _ in range(4):
        ThemeLinkFactory(theme=asylum)
    ThemeLinkFactory(theme=rights)

    assert facet(client, "theme") == {"Rights": 5}


def test_languages_are_withheld_where_they_would_tell_of_one_that_few_speak(client):
    for languages, number in ((["fr"], 5), (["ar"], 4), (["wo"], 1)):
        for _ in range(number):
            OrganisationFactory(languages=languages)

    assert facet(client, "language") == {"French": 5}
    for _ in range(2):
        OrganisationFactory(languages=["fr", "ar"])
    assert facet(client, "language") == {"French": 7, "Arabic": 6}


def test_counts_are_of_visible_rows_only(client):
    theme = ThemeFactory(name="Debt")
    for _ in range(3):
        ThemeLinkFactory(theme=theme)
    ThemeLinkFactory(theme=theme, audience=Audience.MEMBERS)
    ThemeLinkFactory(theme=theme, organisation=OrganisationFactory(audience=Audience.STEWARDS))

    assert facet(client, "theme") == {"Debt": 3}


def test_counts_of_places_follow_the_precision_shown(client):
    country = TerritoryFactory(code="ml", name="Mali")
    town = TerritoryFactory(code="bamako", name="Bamako", kind=TerritoryKind.TOWN, parent=country)
    for _ in range(3):
        PresenceFactory(territory=town, precision_public=Precision.COUNTRY)
        OrganisationFactory()  # nowhere: enough of them, or the rest would tell how few

    assert facet(client, "territory", territory="ml") == {"Mali": 3}
    sign_in(client, member())
    assert facet(client, "territory", territory="ml") == {"Mali": 3, "Bamako": 3}


def test_counts_of_networks_and_languages(client):
    network = OrganisationFactory(name="CRID")
    for _ in range(3):
        TieFactory(a=OrganisationFactory(languages=["fr", "ar"]), b=network)

    assert facet(client, "network") == {"CRID": 3}
    assert facet(client, "language", sort="founded") == {"French": 3, "Arabic": 3}


def test_a_chosen_filter_still_offers_its_other_values(client):
    for kind in (OrganisationKind.UNION, OrganisationKind.MEDIA):
        for _ in range(3):
            OrganisationFactory(kind=kind)

    assert facet(client, "kind", kind="union") == {"trade union": 3, "media": 3}


def test_kept_counts_change_with_the_directory_and_differ_between_readers(client):
    organisations = [OrganisationFactory() for _ in range(4)]
    assert facet(client, "kind") == {"association": 4}

    organisations[0].shown_to = Audience.STEWARDS
    organisations[0].save()

    assert facet(client, "kind") == {"association": 3}
    assert len(titles(client)) == 3
    sign_in(client, steward())
    assert facet(client, "kind")["association"] == 4


# ── pages, order, cost ──────────────────────────────────────────────────────


def test_sort_by_confirmation_and_by_founding_year(client):
    OrganisationFactory(name="A", founded="1998", last_confirmed_on=None)
    OrganisationFactory(name="B", founded="", last_confirmed_on="2026-01-01")
    OrganisationFactory(name="C", founded="1976", last_confirmed_on="2026-02-01")

    assert titles(client, sort="confirmed") == ["C", "B", "A"]
    assert titles(client, sort="founded") == ["C", "A", "B"]


def test_pages_follow_one_another_without_gap_or_repeat(client, monkeypatch):
    monkeypatch.setattr("maillage.network.queries.directory.PAGE_SIZE", 2)
    for _ in range(5):
        OrganisationFactory(name="Same", slug=f"same-{_}")

    seen = [
        row.pk for page in (1, 2, 3) for row in client.get("/en/organisations/", {"page": page}).context["page_obj"]
    ]
    assert len(seen) == len(set(seen)) == 5
    assert titles(client, page=99) == titles(client, page=3)


def full_organisation(network):
    organisation = OrganisationFactory(acronym="X", languages=["fr"])
    NameFactory(organisation=organisation, text=f"Long name {organisation.pk}")
    PresenceFactory(organisation=organisation, territory=TerritoryFactory(parent=TerritoryFactory()))
    ThemeLinkFactory(organisation=organisation)
    TieFactory(a=organisation, b=network)


def test_list_costs_the_same_for_three_and_for_six(client, django_assert_num_queries, django_assert_max_num_queries):
    network = OrganisationFactory(kind=OrganisationKind.NETWORK)
    client.get(reverse("network:organisation-list"))  # menus and names are kept for a moment, whatever is listed
    for _ in range(3):
        full_organisation(network)
    with django_assert_max_num_queries(24) as three:
        client.get(reverse("network:organisation-list"))
    for _ in range(3):
        full_organisation(network)

    with django_assert_num_queries(len(three)):
        client.get(reverse("network:organisation-list"))


def test_htmx_gets_the_results_only(client):
    OrganisationFactory(name="Attac")
    response = client.get(reverse("network:organisation-list"), headers={"HX-Request": "true"})

    assert b"Attac" in response.content
    assert b"<html" not in response.content
    assert "HX-Request" in response["Vary"]


def test_names_are_escaped(client):
    OrganisationFactory(name="<img src=x onerror=alert(1)>", slug="x")

    assert b"<img src=x" not in client.get(reverse("network:organisation-list")).content
