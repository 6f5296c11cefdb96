"""Tests in a real browser: pytest-playwright with the system's Chromium, and the instance behind `live_server`.

How to write one:

    @pytest.mark.e2e
    def test_reader_does_something(page, live_server, no_outside_requests):
        ...make rows with the factories; the database is emptied after each test...
        page.goto(f"{live_server.url}/fr/")
        page.get_by_role("link", name="…").click()
        assert_accessible(page)

- `page`: a browser page in French at 1280 × 900, under the instance's own policy (CSP), as readers have it.
- `open_page(path, language=…, theme="light"|"dark", width=…, javascript=True, for_axe=False)`: a page of another kind.
  Only `for_axe=True` pages bypass the policy, because axe has to be put into the page.
- `assert_accessible(page)`: axe finds nothing (WCAG 2.2 A and AA, best practice). Opens the same address again in a page
  for axe with the cookies, colours and width of `page`; give `here=True` to check a page from `open_page(for_axe=True)`.
- `no_outside_requests`: fails the test if anything was asked of another origin, if the policy refused something, or if
  the console complained.
- `sign_in(page, person)`: opens a session for a person of the factories, without walking through the sign-in form.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tools.chromium import find

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def _real_database(transactional_db: None) -> None:
    """The server answers from another thread: rows must really be there."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": find(), "args": ["--no-sandbox", "--disable-gpu", *QUIET]}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "fr-FR", "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    contexts: list[BrowserContext] = []

    def open_one(
        path: str,
        *,
        language: str = "fr",
        theme: Any = "light",
        width: int = 1280,
        javascript: bool = True,
        for_axe: bool = False,
    ) -> Page:
        context = browser.new_context(
            locale=language,
            color_scheme=theme,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            bypass_csp=for_axe,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_one
    for context in contexts:
        context.close()


def assert_accessible(page: Page, *, here: bool = False) -> None:
    """Axe finds nothing on `page`."""
    if here:
        _assert_axe_is_silent(page)
        return
    browser = page.context.browser
    assert browser is not None
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    context = browser.new_context(
        bypass_csp=True,
        storage_state=page.context.storage_state(),
        viewport=page.viewport_size,
        color_scheme="dark" if is_dark else "light",
        reduced_motion="reduce",
    )
    try:
        again = context.new_page()
        again.goto(page.url)
        _assert_axe_is_silent(again)
    finally:
        context.close()


def _assert_axe_is_silent(page: Page) -> None:
    page.add_script_tag(path=AXE)
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
    if "/admin/" in page.url:  # Wagtail's two searches, of its menu and of its lists, bear no names of their own
        options["rules"] = {"landmark-unique": {"enabled": False}}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    told = [
        f"{fault['id']}: {fault['help']}\n    {node['target']} {node['html'][:160]}\n    {node['failureSummary'][:400]}"
        for fault in found
        for node in fault["nodes"]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


@pytest.fixture
def no_outside_requests(page: Page, live_server: Any) -> Iterator[list[str]]:
    """What was asked of another origin, or refused, or complained about; empty at the end."""
    faults: list[str] = []

    def see(url: str) -> None:
        if not url.startswith((live_server.url, "data:", "blob:")):
            faults.append(f"asked {url}")

    page.on("request", lambda request: see(request.url))
    page.on("console", lambda line: faults.append(f"console: {line.text}") if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    yield faults
    assert faults == []


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    def sign_in_as(page: Page, person: Any) -> None:
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return sign_in_as
