"""The printed copy: what it holds, for whose eyes, and that what people wrote stays text."""

import json

import pytest
from django.utils import translation
from tests.canaries import MAY, gather, plant
from tests.factories.accounts import sign_in
from tests.factories.network import (
    ContactFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    member,
    steward,
)

from maillage.exchange.booklet import eyes as whose
from maillage.exchange.booklet import views
from maillage.exchange.booklet.contents import By, Order, contents
from maillage.exchange.booklet.eyes import Eyes
from maillage.kit import press
from maillage.kit.press.setting import FONTS
from maillage.kit.press.turn import key
from maillage.network.enums import Audience
from maillage.network.queries.readers import reader_of
from maillage.network.queries.search import Search
from maillage.network.readers import MEMBER, STRANGER

pytestmark = pytest.mark.django_db


def made(by: By = By.COUNTRY, eyes: Eyes = Eyes.EVERYONE, reader=STRANGER):
    return contents(Order(by, eyes, reader, Search(), []), instance="IPAM")


def section(content, title: str):
    return next(one for one in content["sections"] if one["title"] == title)


def test_an_organisation_stands_whole_once_and_is_referred_to_elsewhere():
    attac = OrganisationFactory(name="Attac")
    for code in ("mali", "senegal"):
        PresenceFactory(organisation=attac, territory=TerritoryFactory(code=code, name=code.title()))
    OrganisationFactory(name="Nowhere")
    content = made()

    assert [one["title"] for one in content["sections"]] == ["Mali", "Senegal", "Country not shown"]
    assert [entry["name"] for entry in section(content, "Mali")["entries"]] == ["Attac"]
    assert section(content, "Senegal")["entries"] == []
    assert [one["name"] for one in section(content, "Senegal")["also"]] == ["Attac"]


def test_by_theme():
    ThemeLinkFactory(theme=ThemeFactory(name="Water"), organisation=OrganisationFactory(name="Attac"))
    assert [entry["name"] for entry in section(made(By.THEME), "Water")["entries"]] == ["Attac"]


def test_the_pdf_is_made_with_markup_as_plain_text(client):
    nasty = OrganisationFactory(name='#panic("x") = $x$ <a> \\ _b_ */ شبكة')
    ContactFactory(organisation=nasty, value='https://example.org/#read("/etc/passwd")')
    for language in ("fr", "ar"):
        answer = client.get(f"/{language}/booklet.pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
        assert "attachment" in answer["Content-Disposition"]


def test_an_empty_result_is_still_a_booklet():
    assert press.pdf(views.PRINTED, made()).startswith(b"%PDF-")


def test_everyone_s_eyes_come_first_and_wider_ones_are_not_lent(client):
    OrganisationFactory(name="Canary", audience=Audience.MEMBERS)
    page = client.get("/en/booklet/").content.decode()
    assert "contains what everyone sees" in page
    assert "members of the network see" not in page
    refused = client.get("/en/booklet.pdf", {"eyes": "members"})
    assert refused.status_code == 400
    assert "whose eyes" in refused.content.decode()

    sign_in(client, member())
    page = client.get("/en/booklet/").content.decode()
    assert page.index('value="everyone" checked') < page.index('value="members"')
    assert "This printed copy contains what members of the network see." in page
    assert client.get("/en/booklet.pdf", {"eyes": "members"}).status_code == 200


def test_even_a_steward_prints_what_everyone_sees_unless_chosen(client):
    OrganisationFactory(name="Canary", audience=Audience.STEWARDS)
    reader = reader_of(steward())
    for eyes, found in ((Eyes.EVERYONE, False), (Eyes.MEMBERS, False), (Eyes.MINE, True)):
        content = made(eyes=eyes, reader=whose.reader_for(eyes, reader))
        assert ("Canary" in json.dumps(content)) is found
    assert "stewards" in made(eyes=Eyes.MINE, reader=reader)["eyes"]


@pytest.mark.parametrize("reader", MAY)
def test_no_copy_tells_more_than_its_eyes_may_know(reader):
    aviary = plant()
    gather(aviary)
    own = reader_of(aviary.people[reader])
    for eyes in whose.offered(own):
        lent = {Eyes.EVERYONE: "stranger", Eyes.MEMBERS: "member", Eyes.MINE: reader}[eyes]
        for by in By:
            said = json.dumps(made(by, eyes, whose.reader_for(eyes, own)))
            assert [word for word in aviary.forbidden_to(lent) if word in said] == []


def test_filters_are_carried_on_and_what_is_not_understood_is_refused(client):
    OrganisationFactory(name="Attac", kind="network")
    page = client.get("/en/booklet/", {"kind": "network", "q": "att"}).content.decode()
    assert '<input type="hidden" name="kind" value="network">' in page
    assert '<input type="hidden" name="q" value="att">' in page
    assert client.get("/en/booklet.pdf", {"kind": "spaceship"}).status_code == 400
    assert client.get("/en/booklet.pdf", {"by": "colour"}).status_code == 400


def test_a_result_that_would_be_too_long_is_refused_with_what_to_do(client, monkeypatch):
    monkeypatch.setattr(views, "LIMIT", 1)
    OrganisationFactory(), OrganisationFactory()
    answer = client.get("/en/booklet.pdf")
    assert answer.status_code == 400
    assert "Narrow it to a country" in answer.content.decode()


def test_contacts_are_those_the_eyes_may_read():
    attac = OrganisationFactory(name="Attac")
    ContactFactory(organisation=attac, kind="phone", value="+33 1", audience=Audience.MEMBERS)
    ContactFactory(organisation=attac, value="https://attac.example.org/")
    assert "+33 1" not in json.dumps(made())
    assert "+33 1" in json.dumps(made(eyes=Eyes.MEMBERS, reader=MEMBER))


@pytest.mark.parametrize(("language", "is_rtl"), [("fr", False), ("ar", True)])
def test_it_is_set_in_the_direction_of_its_language(language, is_rtl):
    with translation.override(language):
        assert (made()["language"], made()["is_rtl"]) == (language, is_rtl)


def test_it_costs_the_same_number_of_queries_whatever_its_length():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            made()
        return len(queries)

    def one() -> None:
        organisation = OrganisationFactory()
        PresenceFactory(organisation=organisation)
        ThemeLinkFactory(organisation=organisation)
        ContactFactory(organisation=organisation)

    one()
    first = cost()
    one(), one()
    assert cost() == first


def test_the_letters_of_both_scripts_are_there():
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    assert {"Atkinson Hyperlegible Next", "Noto Sans Arabic"} <= set(fonts.families())


def test_one_booklet_is_made_at_a_time(client):
    import psycopg
    from django.db import connection

    parameters = connection.settings_dict
    database = {"dbname": parameters["NAME"], "user": parameters["USER"], "password": parameters["PASSWORD"]}
    with psycopg.connect(host=parameters["HOST"], port=parameters["PORT"], **database) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [key("booklet")])
        answer = client.get("/en/booklet.pdf")
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert client.get("/en/booklet.pdf").status_code == 200
