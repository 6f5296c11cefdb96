"""Bringing a file in, in a real browser: with JavaScript and without, on a desk and on a telephone."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.e2e.conftest import OpenPage, assert_accessible
from tests.e2e.looks import assert_good_looks
from tests.exchange.wizard.kit import Like, at
from tests.factories.network import OrganisationFactory, TerritoryFactory, TieTypeFactory, steward
from tests.mail_server import work

from maillage.exchange.kinds import kinds
from maillage.exchange.models import ImportRun
from maillage.network.models import Organisation

pytestmark = pytest.mark.e2e
FILE = "nom;pays;site;création\nUn;France;https://un.example.org;1976\nDeux;France;;\nATTAC;France;https://attac.example.org;1998\n;France;;\n"


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Any:
    from django.db import connection

    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    TerritoryFactory(code="FR", iso="FR", name="France")
    TieTypeFactory()
    person = steward()
    person.language = "fr"
    person.save()
    return person


@pytest.fixture
def attac() -> Any:
    """A record that the search for duplicates finds."""
    from dataclasses import replace
    from functools import partial

    from maillage.exchange.organisations.plan import plan

    here, usual = OrganisationFactory(name="Attac"), kinds["organisations"]

    def found(drafts: Any) -> dict[int, list[Like]]:
        return {draft.line: [Like(here.pk)] for draft in drafts if draft.title == "ATTAC"}

    kinds._entries["organisations"] = replace(usual, plan=partial(plan, probable=found))
    yield here
    kinds._entries["organisations"] = usual


def walk(page: Any, url: str, check: Any) -> ImportRun:
    page.goto(url + at("list"))
    check(page)
    page.locator("main a.act").first.click()
    check(page)
    page.locator("#id_file").set_input_files({"name": "liste.csv", "mimeType": "text/csv", "buffer": FILE.encode()})
    page.locator("#id_source").fill("Liste des membres")
    page.locator("main form .act[type=submit]").click()
    page.wait_for_url("**/columns/")
    assert page.locator("#id_column-0").input_value() == "name"
    check(page)
    page.locator("main form .act[type=submit]").click()
    page.wait_for_selector("progress")
    check(page)
    work()
    return ImportRun.objects.get()


def test_file_is_brought_in_decided_and_undone(page, live_server, sign_in, person, attac, no_outside_requests):
    sign_in(page, person)
    run = walk(page, live_server.url, lambda _page: None)
    page.wait_for_selector(".facts", timeout=15_000)  # the bar asks by itself
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert_accessible(page)
    page.goto(f"{live_server.url}{at('preview', run)}?state=duplicate")
    page.locator(".choose select").select_option(f"same:{attac.pk}")
    page.locator("form:has(.choose) .act").click()
    page.goto(f"{live_server.url}{at('preview', run)}?state=refused")
    with page.expect_download() as download:
        page.locator(f"a[href='{at('refused', run)}']").first.click()
    assert "refused" in download.value.suggested_filename
    page.locator("form[action$='/accept/'] button").click()
    page.wait_for_selector("progress")
    work()
    page.wait_for_selector(f"a[href='{at('undo', run)}']", timeout=15_000)
    assert Organisation.objects.filter(is_home=False).count() == 3
    page.goto(live_server.url + at("undo", run))
    assert_accessible(page)
    page.locator("main .act.grave").click()
    page.wait_for_selector("progress")
    work()
    page.wait_for_selector("main .sheet:not(:has(progress))", timeout=15_000)
    assert list(Organisation.objects.filter(is_home=False)) == [attac]


@pytest.mark.parametrize(
    ("theme", "language", "width"), [("light", "fr", 360), ("dark", "ar", 360), ("dark", "fr", 1280)]
)
def test_file_is_brought_in_without_javascript(
    open_page: OpenPage, live_server, sign_in, person, attac, theme, language, width
):
    page = open_page("/fr/", javascript=False, theme=theme, width=width)
    sign_in(page, person)
    seen: list[str] = []
    run = walk(page, live_server.url, lambda seen_page: seen.append(seen_page.url))
    page.locator("main .acts a.act.quiet").click()
    page.wait_for_selector(".facts")
    page.goto(f"{live_server.url}{at('preview', run)}?state=duplicate")
    page.locator("form.bulk select[name=decision]").select_option("leave")
    page.locator("form.bulk button").click()
    page.locator("form[action$='/accept/'] button").click()
    work()
    page.locator("main .acts a.act.quiet").click()
    assert Organisation.objects.filter(is_home=False).count() == 3
    look = open_page("/fr/", theme=theme, width=width, for_axe=True)
    sign_in(look, person)
    for address in [*dict.fromkeys(seen), f"{live_server.url}{at('preview', run)}?state=refused"]:
        look.goto(address.replace("/fr/", f"/{language}/"))
        assert_good_looks(look, width)


def test_a_file_is_not_sent_in_vain(page, live_server, sign_in, person):
    sign_in(page, person)
    page.goto(live_server.url + at("new"))
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.locator("#id_file").set_input_files({"name": "liste.csv", "mimeType": "text/csv", "buffer": FILE.encode()})
    page.locator("main form .act[type=submit]").click()
    assert page.locator("#id_source").evaluate("field => field.matches(':invalid')")
    page.locator("#id_source").fill("Liste des membres")
    page.locator("form[data-largest]").evaluate("form => { form.dataset.largest = 10 }")
    page.locator("main form .act[type=submit]").click()
    expect(page.locator("[data-sending]")).to_have_text(re.compile("200"))
    assert sent == []
    assert page.locator("#id_file").evaluate("field => field.files.length") == 1
