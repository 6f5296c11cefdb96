"""The promise itself: every address and format, read as every kind of reader, tells nothing it should not.

A new address that is not declared in DOORS fails the suite. The test also listens for what each reader *may* hear, so
that a canary that could never sing is noticed.
"""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.canaries import MAY, Aviary, gather, plant, text_of
from wagtail.models import Page

from maillage.atlas.models import PartnerMap
from maillage.exchange.duplicates.models import DuplicatePair
from maillage.exchange.models import ImportRun
from maillage.exchange.outcomes import State
from maillage.kit import morton
from maillage.network.enums import Audience
from maillage.network.models import Organisation, Territory, Tie
from maillage.network.queries.mine import KINDS
from maillage.network.views.mine_kinds import KINDS as FORMS
from maillage.publications import heads
from maillage.publications.models import Article, Rubric

pytestmark = pytest.mark.django_db

FORMATS = ("csv", "xlsx", "ods", "jsonld", "geojson", "kml", "ttl")
Paths = Callable[[Aviary], list[str]]


def plain(name: str) -> Paths:
    return lambda aviary: [reverse(name)]


def each_record(name: str) -> Paths:
    return lambda aviary: [reverse(name, kwargs={"slug": o.slug}) for o in Organisation.objects.all()]


def each_planted(name: str, **more: object) -> Paths:
    """The planted records and the reader's own, for what people do in the name of an organisation."""
    return lambda aviary: [reverse(name, kwargs={"slug": o.slug, **more}) for o in aviary.stages()]


def each_tie(name: str) -> Paths:
    return lambda aviary: [reverse(name, kwargs={"slug": tie.b.slug, "uuid": tie.uuid}) for tie in Tie.objects.all()]


def each_other(aviary: Aviary) -> list[str]:
    own, others = aviary.own.slug, Organisation.objects.exclude(pk=aviary.own.pk)
    return [reverse("network:mine-tie-propose", kwargs={"slug": own, "other": o.slug}) for o in others]


def each_value(name: str) -> Paths:
    def paths(aviary: Aviary) -> list[str]:
        rows = [
            (o.slug, kind, row)
            for o in aviary.stages()
            for kind in FORMS
            for row in KINDS[kind][0].objects.filter(organisation=o)
        ]
        return [reverse(name, kwargs={"slug": slug, "kind": kind, "pk": row.pk}) for slug, kind, row in rows]

    return paths


def each_kind(aviary: Aviary) -> list[str]:
    return [path for kind in FORMS for path in each_planted("network:mine-facet-add", kind=kind)(aviary)]


def search_for_ties(aviary: Aviary) -> list[str]:
    address = reverse("network:mine-tie-search", kwargs={"slug": aviary.own.slug})
    return [address, *(f"{address}?q={word[:5]}" for word in aviary.words)]


def directory(aviary: Aviary) -> list[str]:
    address = reverse("network:organisation-list")
    queries = [f"sort={order}" for order in ("name", "-name", "confirmed", "founded")] + [f"page={n}" for n in (2, 3)]
    queries += [f"territory={unit.code}" for unit in Territory.objects.filter(code__startswith="zq")[:12]]
    queries += [f"network={o.slug}" for o in aviary.organisations.values()]
    return [address, *(f"{address}?{query}" for query in queries)]


NAMES = {"organisation", "tied organisation", "name", "former name"}


def networks_compared(aviary: Aviary) -> list[str]:
    address = reverse("network:shared")
    return [address, *(f"{address}?n={a.slug}&n={b.slug}" for a, b in combinations(aviary.organisations.values(), 2))]


def chains(aviary: Aviary) -> list[str]:
    """From the host, whose members are hidden to various degrees, to every record, and by the beginning of names."""
    address, host = reverse("network:chain"), aviary.organisations[Audience.PUBLIC]
    queries = [f"from={host.slug}&to={o.slug}" for o in Organisation.objects.all()]
    queries += [f"to={word[:6]}" for word, (kind, _needs) in aviary.words.items() if kind in NAMES]
    return [address, f"{address}?from={host.slug}&to={aviary.own.slug}&today=1", *(f"{address}?{q}" for q in queries)]


def members_over_time(aviary: Aviary) -> list[str]:
    paths = each_record("network:organisation-members")(aviary)
    return [
        *paths,
        *(f"{path}?year=1990&only=1&page=2" for path in each_planted("network:organisation-members")(aviary)),
    ]


def exports(aviary: Aviary) -> list[str]:
    return [reverse("network:organisation-export", kwargs={"format": name}) for name in FORMATS]


def api_lists(name: str, *queries: str) -> Paths:
    """A list for programs: as it is, page by page, and narrowed to what is planted."""

    def paths(aviary: Aviary) -> list[str]:
        address = reverse(name)
        slugs = [o.slug for o in aviary.organisations.values()]
        narrowed = [f"limit=1&{query}" for query in queries]
        return [address, f"{address}?limit=200&lang=en", *(f"{address}?{query}" for query in narrowed), *(
            f"{address}?{query}={slug}" for slug in slugs for query in ("network", "organisation")
        )]  # fmt: skip

    return paths


def collections(name: str) -> Paths:
    return lambda aviary: [
        reverse(name, args=[collection]) for collection in ("organisations", "territories", "people")
    ]


def features(aviary: Aviary) -> list[str]:
    queries = ("limit=1000", "limit=1", "bbox=-180,-90,180,90", "bbox=10,10,10.5,10.5", "datetime=2026-01-01/..")
    return [f"{path}?{query}" for path in collections("ogc:items")(aviary) for query in queries]


def booklets(name: str) -> Paths:
    """For every pair of eyes, lent or not."""
    queries = ("by=country&eyes=everyone", "by=theme&eyes=members", "by=country&eyes=mine")
    return lambda aviary: [f"{reverse(name)}?{query}" for query in queries]


def each_record_of_the_api(aviary: Aviary) -> list[str]:
    keys = [key for o in Organisation.objects.all() for key in (o.slug, str(o.uuid))]
    return [reverse("api-v1:organisation", kwargs={"key": key}) for key in keys]


def each_import(name: str) -> Paths:
    """The planted one, with every list of its rows, and one that does not exist."""
    lists = ["", *(f"?state={state.value}" for state in State)] if name == "exchange:import-preview" else [""]
    return lambda aviary: [
        reverse(name, kwargs={"pk": pk}) + one
        for pk in [0, *ImportRun.objects.values_list("pk", flat=True)]
        for one in lists
    ]


def tiles(aviary: Aviary) -> list[str]:
    """The world, and the town where what is planted for members stands; the last level, where everything has a name."""
    codes = [unit.code for unit in Territory.objects.filter(code__startswith="zq")[:6]]
    queries = ["", "?lang=es", *(f"?territory={code}" for code in codes)]
    queries += [f"?network={o.slug}" for o in aviary.organisations.values()]
    paths = [reverse("atlas:tile", kwargs={"map": "all", "z": z, **square(z, (11, 11))}) for z in (0, 9, 12, 16)]
    return [f"{path}{query}" for path in paths for query in queries]


def spots(aviary: Aviary) -> list[str]:
    return [reverse("atlas:spot", kwargs={"map": "all", "z": z, **square(z, (11, 11))}) for z in (0, 12, 31)]


def square(z: int, place: tuple[float, float]) -> dict[str, int]:
    x, y = morton.square(*place)
    return {"x": x >> morton.LEVELS - z, "y": y >> morton.LEVELS - z}


def every_article_list(aviary: Aviary) -> list[str]:
    """By every organisation, of which those that are hidden must be as unknown as those that never were."""
    address = reverse("publications:articles")
    return [address, *(f"{address}?organisation={o.slug}" for o in Organisation.objects.all())]


def each_map(name: str, query: str = "") -> Paths:
    """The saved maps, and one that does not exist."""
    return lambda aviary: [
        reverse(name, kwargs={"slug": slug}) + query
        for slug in ["no-such-map", *PartnerMap.objects.values_list("slug", flat=True)]
    ]


def each_own_map(name: str) -> Paths:
    """Under the address of its network, and under that of the organisation the members act for."""
    return lambda aviary: [
        reverse(name, kwargs={"slug": slug, "pk": one.pk})
        for one in PartnerMap.objects.select_related("network")
        for slug in (one.network.slug, aviary.own.slug)
    ]


def map_of_everything(name: str, query: str = "") -> Paths:
    """Whole, and narrowed to each place and each network that is planted."""
    return lambda aviary: [
        f"{reverse(name)}?{query}&{path.partition('?')[2]}" for path in directory(aviary) if "sort" not in path
    ]


def site_search(aviary: Aviary) -> list[str]:
    """Every word that is planted, in every language; by every filter."""
    address = reverse("portal:search")
    words = [f"q={word}&language=all" for word in aviary.words] + [f"q={word[:5]}" for word in aviary.words]
    units = [f"territory={unit.code}" for unit in Territory.objects.filter(code__startswith="zq")[:12]]
    return [address, *(f"{address}?{query}" for query in (*words, *units, "kind=organisations&sort=date&q=z"))]


def feeds(name: str, queries: tuple[str, ...] = ("",), **more: object) -> Paths:
    return lambda aviary: [
        reverse(name, kwargs={"kind": kind, **more}) + query for kind in ("atom", "rss", "json") for query in queries
    ]


def feeds_of_lists(aviary: Aviary) -> list[str]:
    queries = ("", "?theme=no-such", *(f"?organisation={o.slug}" for o in Organisation.objects.all()))
    return feeds("publications:articles-feed", queries)(aviary)


def feeds_of_rubrics(aviary: Aviary) -> list[str]:
    paths = [page.url.split("/", 2)[2].strip("/") for page in Rubric.objects.live()]
    return [path for rubric in paths for path in feeds("publications:rubric-feed", path=rubric)(aviary)]


EVERYWHERE = "west=-180&south=-85&east=180&north=85"
# Address name → the paths to walk. What takes no part in the directory is still walked, in its empty state.
DOORS: dict[str, Paths] = {
    **{name: plain(name) for name in (
        "root", "health", "atlas:basemap", "ui:theme", "ui:text-size", "ui:pictures", "portal:home", "portal:desk", "portal:styleguide", "portal:what-we-show",
        "accounts:me", "accounts:sessions", "accounts:data", "accounts:data-export", "accounts:erase",
        "accounts:confirm", "accounts:erased", "network:mine", "exchange:import-list", "exchange:import-new",
    )},
    "ui:language": lambda aviary: [reverse("ui:language", kwargs={"code": "ar"})],
    "accounts:end-session": lambda aviary: [reverse("accounts:end-session", kwargs={"pk": 1})],
    "network:organisation-list": directory,
    "network:organisation-export": exports,
    "atlas:tilejson": lambda aviary: [reverse("atlas:tilejson", kwargs={"map": "all"})],
    "atlas:tile": tiles,
    "atlas:spot": spots,
    **{name: each_record(name) for name in (
        "network:organisation-detail", "network:organisation-vcard", "network:organisation-jsonld",
        "network:organisation-turtle", "network:organisation-kml",
        "network:organisation-logo", "network:organisation-correct", "network:organisation-correct-thanks",
        "network:organisation-ties",
    )},
    "network:organisation-members": members_over_time,
    "network:shared": networks_compared,
    "network:chain": chains,
    "network:bridges": plain("network:bridges"),
    **{name: plain(name) for name in ("exchange:check-again", "exchange:check-sent", "exchange:freshness-board")},
    "exchange:check-done": lambda aviary: [reverse("exchange:check-done", kwargs={"answer": "hidden"})],
    # with a link that works: tests/exchange/freshness/test_secrets.py
    **{name: lambda aviary, name=name: [reverse(name, kwargs={"token": "no-such-token"})] for name in (
        "exchange:check", "exchange:check-correct",
    )},
    **{name: plain(name) for name in ("api-v1:openapi-json", "api-v1:api-root")},
    "api-v1:organisations": api_lists("api-v1:organisations", "bbox=-180,-90,180,90", "sort=confirmed", "sort=founded"),
    "api-v1:organisation": each_record_of_the_api,
    "api-v1:ties": api_lists("api-v1:ties", "current=true"),
    "api-v1:territories": api_lists("api-v1:territories", "kind=town"),
    "api-v1:themes": api_lists("api-v1:themes"),
    "murmurations-profile": lambda aviary: [
        reverse("murmurations-profile", kwargs={"uuid": o.uuid}) for o in Organisation.objects.all()
    ],
    **{name: plain(name) for name in (
        "api-guide", "ogc:landing", "ogc:conformance", "ogc:definition", "ogc:collections",
    )},
    "ogc:collection": collections("ogc:collection"),
    "ogc:items": features,
    "ogc:item": lambda aviary: [
        *(reverse("ogc:item", args=["organisations", o.uuid]) for o in Organisation.objects.all()),
        *(reverse("ogc:item", args=["territories", unit.code]) for unit in Territory.objects.order_by("-pk")[:12]),
    ],
    "booklet:choose": booklets("booklet:choose"),
    "booklet:pdf": booklets("booklet:pdf"),
    "network:invitation": lambda aviary: [reverse("network:invitation", kwargs={"token": "no-such-token"})],
    **{name: each_planted(name) for name in (
        "network:mine-detail", "network:mine-confirm", "network:mine-identity", "network:mine-logo",
        "network:mine-logo-remove", "network:mine-who-sees", "network:mine-preview", "network:mine-people",
        "network:mine-invite",
    )},
    **{name: each_planted(name, pk=1) for name in ("network:mine-invitation-cancel", "network:mine-mandate-end")},
    "network:mine-tie-search": search_for_ties,
    "network:mine-tie-propose": each_other,
    **{name: each_tie(name) for name in (
        "network:mine-tie", "network:mine-tie-confirm", "network:mine-tie-dispute", "network:mine-tie-end",
        "network:mine-tie-withdraw",
    )},
    **{name: each_import(name) for name in (
        "exchange:import-preview", "exchange:import-columns", "exchange:import-progress", "exchange:import-decide",
        "exchange:import-accept", "exchange:import-discard", "exchange:import-undo", "exchange:import-refused",
    )},
    **{name: map_of_everything(name) for name in ("atlas:map", "atlas:facts")},
    "atlas:within": map_of_everything("atlas:within", EVERYWHERE),
    **{name: each_map(name) for name in (
        "atlas:partner-map", "atlas:partner-facts", "atlas:embed", "atlas:embed-facts",
    )},
    **{name: each_map(name, f"?{EVERYWHERE}") for name in ("atlas:partner-within", "atlas:embed-within")},
    **{name: each_planted(name) for name in ("atlas:own-maps", "atlas:own-map-add")},
    **{name: each_own_map(name) for name in ("atlas:own-map", "atlas:own-map-remove")},
    **{name: plain(name) for name in ("atlas:embed-script", "atlas:names")},
    "portal:search": site_search,
    **{name: plain(name) for name in ("robots", "sitemap")},
    "sitemap-section": lambda aviary: [
        reverse("sitemap-section", kwargs={"section": name}) for name in ("doors", "rubrics", "articles", "people")
    ],
    "publications:feed": feeds("publications:feed"),
    "publications:articles-feed": feeds_of_lists,
    "publications:rubric-feed": feeds_of_rubrics,
    "publications:card": lambda aviary: [
        heads.card_address(article).partition(settings.BASE_URL)[2] for article in Article.objects.live()[:1]
    ],
    "publications:articles": every_article_list,
    "publications:article-pdf": lambda aviary: [
        reverse("publications:article-pdf", args=[article.pk]) for article in Article.objects.order_by("pk")[:2]
    ],
    "picture": lambda aviary: [reverse("picture", args=["nothing.jpg"])],
    "wagtaildocs_serve": lambda aviary: [reverse("wagtaildocs_serve", args=[1, "nothing.pdf"])],
    **{name: plain(name) for name in (
        "letters:list", "letters:asked", "letters:link", "letters:office", "letters:newsletter-add",
    )},
    "letters:done": lambda aviary: [reverse("letters:done", kwargs={"what": "left"})],
    # with links that work: tests/letters/test_subscribing.py; with a newsletter: tests/letters/test_office.py
    **{name: lambda aviary, name=name: [reverse(name, kwargs={"token": "no-such-token"})] for name in (
        "letters:confirm", "letters:leave", "letters:choose", "letters:forget",
    )},
    **{name: lambda aviary, name=name: [reverse(name, kwargs={"slug": "none"})] for name in (
        "letters:newsletter", "letters:office-newsletter", "letters:newsletter-change", "letters:bounces",
        "letters:issue-add",
    )},
    "letters:issue": lambda aviary: [reverse("letters:issue", kwargs={"slug": "none", "number": 1})],
    **{name: lambda aviary, name=name: [reverse(name, kwargs={"pk": 1})] for name in (
        "letters:issue-compose", "letters:issue-preview", "letters:issue-mail", "letters:issue-discard",
        "letters:issue-send", "letters:issue-progress", "letters:issue-far",
    )},
    "wagtail_serve": lambda aviary: [page.url for page in Page.objects.live().filter(depth__gte=2)],
    "network:mine-facet-add": each_kind,
    **{name: each_value(name) for name in ("network:mine-facet", "network:mine-facet-remove")},
}  # fmt: skip
# public words, whoever they are for: themes to choose from, names of countries to write on a map
VOCABULARIES = {"network:mine-facet-add": "theme", "network:mine-facet": "theme", "atlas:names": "country"}
SIGN_IN = ("account_", "mfa_", "usersessions_")


def _addresses(
    patterns: list[URLPattern | URLResolver], route: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    """Name and route of every address."""
    for pattern in patterns:
        inner = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            within = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _addresses(pattern.url_patterns, inner, within)
        elif pattern.name:
            yield namespace + pattern.name, inner


def test_every_address_is_declared():
    found = _addresses(get_resolver().url_patterns)
    names = {name for name, route in found if not route.startswith("admin/") and not name.startswith(SIGN_IN)}

    assert names - set(DOORS) == set(), "declare these in DOORS, with the paths that could betray"
    assert set(DOORS) - names == set(), "these are gone"


@pytest.fixture(scope="module")
def aviary(django_db_setup, django_db_blocker):
    """Planted once for the module: nothing here writes."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        planted = plant()
        gather(planted)
        yield planted
        transaction.set_rollback(True)


def _client(client, aviary, reader):
    if aviary.people[reader] is not None:
        client.force_login(aviary.people[reader], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("reader", MAY)
def test_no_address_tells_more_than_the_reader_may_know(client, aviary, reader):
    client = _client(client, aviary, reader)
    heard: set[str] = set()
    for name, paths in DOORS.items():
        for path in paths(aviary):
            said = text_of(client.get(path, follow=False))
            words = {w for w in aviary.forbidden_to(reader) if aviary.words[w][0] != VOCABULARIES.get(name)}
            leaked = {
                f"{aviary.words[word][0]} {aviary.words[word][1]}"
                for word in words
                if word in said and word not in path  # what the reader typed may come back
            }
            assert not leaked, f"{reader} at {name} ({path}) reads: {sorted(leaked)}"
            heard |= {word for word in aviary.words if word in said}
    silent = {aviary.words[word][0] for word in aviary.allowed_to(reader) - heard}
    assert silent <= {"address", "town"} if reader != "steward" else silent <= {"address"}, (
        f"{reader} should have heard {silent}"
    )


@pytest.mark.parametrize("reader", MAY)
def test_a_search_for_what_is_hidden_answers_like_a_search_for_nothing(client, aviary, reader):
    client = _client(client, aviary, reader)
    address, nothing = reverse("network:organisation-list"), "zqwxkjvbhgfdsa"
    blank = text_of(client.get(address, {"q": nothing}))
    for word in aviary.forbidden_to(reader):
        assert text_of(client.get(address, {"q": word})).replace(word, nothing) == blank


@pytest.mark.parametrize("reader", MAY)
def test_a_filter_by_what_is_hidden_finds_nothing(client, aviary, reader):
    client = _client(client, aviary, reader)
    for word in aviary.forbidden_to(reader):
        kind = aviary.words[word][0]
        parameter = {"country": "territory", "town": "territory", "theme": "theme", "organisation": "network"}.get(kind)
        if parameter:
            said = text_of(client.get(reverse("network:organisation-list"), {parameter: word}))
            if parameter == "network":  # an unknown value is named and left out: the same for a hidden one
                blank = text_of(client.get(reverse("network:organisation-list"), {parameter: "zqnosuchrecord"}))
                assert said.replace(word, "zqnosuchrecord") == blank
                continue
            found = [o.slug for o in Organisation.objects.all() if f'/organisations/{o.slug}/"' in said]
            assert found == [], f"{reader} filters by a hidden {kind}"


@pytest.mark.parametrize("reader", ["stranger", "person without mandate", "member of another network"])
def test_what_is_hidden_answers_like_what_does_not_exist(client, aviary, reader):
    client = _client(client, aviary, reader)
    absent = client.get(reverse("network:organisation-detail", kwargs={"slug": "zq-no-such-record"}))
    for audience, organisation in aviary.organisations.items():
        if audience != Audience.PUBLIC:
            hidden = client.get(reverse("network:organisation-detail", kwargs={"slug": organisation.slug}))
            assert (hidden.status_code, hidden.content.replace(organisation.slug.encode(), b"")) == (
                404, absent.content.replace(b"zq-no-such-record", b""),
            )  # fmt: skip


@pytest.mark.parametrize("reader", [reader for reader in MAY if reader != "steward"])
def test_the_back_office_does_not_exist_for_anyone_but_stewards(client, aviary, reader):
    client = _client(client, aviary, reader)
    hidden = str(aviary.organisations[Audience.STEWARDS].pk)
    for name, route in _addresses(get_resolver().url_patterns):
        if not route.startswith("admin/") or name in {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}:
            continue
        path = "/" + re.sub(r"\(\?P<[^>]+>[^)]*\)|<[^>]+>", hidden, route).replace("^", "").replace("$", "")
        response = client.get(path)
        assert response.status_code in {302, 404, 405}, f"{reader} gets {response.status_code} at {path}"
        assert not any(word in text_of(response) for word in aviary.forbidden_to(reader)), path


def office(name: str, model: type[PartnerMap | DuplicatePair] | None = None) -> Paths:
    """A page of our own in the back office; of `model`, of each planted row and of one that does not exist."""
    if model is None:
        return plain(name)
    return lambda aviary: [reverse(name, args=[pk]) for pk in [0, *model.objects.values_list("pk", flat=True)]]


# Pages of the back office whose rows have numbers of their own: the walk above tries those of organisations only.
OFFICE: dict[str, Paths] = {
    "duplicates:list": lambda aviary: [
        reverse("duplicates:list") + query for query in ("", "?list=unsure", "?list=different", "?page=2")
    ],
    "duplicates:search": office("duplicates:search"),
    "duplicates:judge": office("duplicates:judge", DuplicatePair),
    "partner-maps:index": office("partner-maps:index"),
    "partner-maps:index_results": office("partner-maps:index_results"),
    "partner-maps:add": office("partner-maps:add"),
    "partner-maps:edit": office("partner-maps:edit", PartnerMap),
    "partner-maps:delete": office("partner-maps:delete", PartnerMap),
}


def test_every_page_of_these_offices_is_walked():
    offices = {name.split(":")[0] for name in OFFICE}
    found = {name for name, _route in _addresses(get_resolver().url_patterns) if name.split(":")[0] in offices}

    assert found == set(OFFICE)


@pytest.mark.parametrize("reader", [reader for reader in MAY if reader != "steward"])
def test_our_offices_do_not_exist_for_others(client, aviary, reader):
    client = _client(client, aviary, reader)
    for name, paths in OFFICE.items():
        for path in paths(aviary):
            response = client.get(path)
            assert response.status_code in {302, 404, 405}, f"{reader}: {response.status_code} {path}"
            assert not any(word in text_of(response) for word in aviary.forbidden_to(reader)), f"{reader} at {name}"


def test_stewards_read_pairs_and_maps_in_their_offices(client, aviary):
    client = _client(client, aviary, "steward")
    said = "".join(text_of(client.get(path)) for paths in OFFICE.values() for path in paths(aviary))
    titles = {word for word, (kind, _needs) in aviary.words.items() if kind in {"map", "map of a hidden network"}}

    assert all(word in said for word in titles)
    assert all(str(one) in said for one in aviary.organisations.values())


@pytest.mark.parametrize("reader", MAY)
def test_sign_in_pages_say_nothing_of_the_directory(client, aviary, reader):
    client = _client(client, aviary, reader)
    for name, route in _addresses(get_resolver().url_patterns):
        if name.startswith(SIGN_IN) and not set("<(") & set(route) and name != "account_logout":
            said = text_of(client.get(reverse(name), follow=True))
            assert not any(word in said for word in aviary.forbidden_to(reader)), name
