"""The map in a real browser: without scripts, opened by MapLibre under the strict policy, by keyboard, and on another site."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import QUIET
from tests.e2e.looks import assert_good_looks, in_every_look
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import OrganisationFactory, PresenceFactory, TerritoryFactory
from tools.chromium import find

from maillage.network.enums import OrganisationKind, TerritoryKind

pytestmark = pytest.mark.e2e
GL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]  # WebGL without a graphics card
PATIENCE = 60_000  # ms: drawn by the processor, while other tests run


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": find(), "args": ["--no-sandbox", *GL, *QUIET]}


@pytest.fixture
def network():
    mali = TerritoryFactory(name="Mali", code="ML", latitude=17.3, longitude=-3.5)
    bamako = TerritoryFactory(name="Bamako", kind=TerritoryKind.TOWN, parent=mali, latitude=12.65, longitude=-8.0)
    for number in range(4):
        union = OrganisationFactory(name=f"Union {number}", slug=f"union-{number}", kind=OrganisationKind.UNION)
        PresenceFactory(organisation=union, territory=bamako)
    return bamako


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.get_by_role("button", name="Open the map").click()
    page.wait_for_selector(".stage[data-state=idle]", timeout=PATIENCE)
    return page


def test_without_scripts_one_sees_the_map_and_follows_it(network, open_page):
    page = open_page("/en/map/", language="en", javascript=False)
    expect(page.locator(".drawn")).to_be_visible()
    expect(page.get_by_role("button", name="Open the map")).to_be_hidden()
    page.locator(".by-country").get_by_role("link", name="Mali").click()
    expect(page.locator("#found")).to_contain_text("4")
    page.get_by_role("link", name="as a map").click()
    expect(page.locator(".drawn .chosen").first).to_be_visible()
    page.get_by_role("link", name="as a list").click()
    expect(page.locator("input[value=ML]")).to_be_checked()


@in_every_look
def test_the_page_is_accessible_and_fits(network, open_page, language, theme, width):
    PartnerMapFactory(slug="sahel", title="Sahel", origins=["https://host.example"])
    for path in ("map/", "map/sahel/", "embed/sahel/"):
        page = open_page(f"/{language}/{path}", language=language, theme=theme, width=width, for_axe=True)
        assert_good_looks(page, width)


def test_filters_redraw_the_map_and_its_address(network, page, live_server, no_outside_requests):
    page.goto(f"{live_server.url}/en/map/")
    page.locator(".narrow-map > summary").click()
    page.locator("input[value=union]").check()
    expect(page).to_have_url(f"{live_server.url}/en/map/?q=&kind=union")
    expect(page.locator(".by-country").get_by_role("link", name="Mali")).to_have_attribute(
        "href", "/en/organisations/?kind=union&territory=ML"
    )
    expect(page.get_by_role("button", name="Open the map")).to_be_visible()


def test_the_map_opens_under_the_strict_policy(network, page, live_server, no_outside_requests):
    opened(page, f"{live_server.url}/en/map/")
    canvas = page.locator(".maplibregl-canvas")
    expect(canvas).to_be_focused()
    expect(canvas).to_have_attribute(
        "aria-label",
        "Map of the partners. Arrows move it, plus and minus bring it nearer, Enter opens what is in the middle.",
    )
    page.get_by_role("button", name="Close the map").click()
    expect(page.locator(".drawn")).to_be_visible()
    expect(page.get_by_role("button", name="Open the map")).to_be_focused()


def test_by_keyboard_one_comes_nearer_and_the_list_follows(network, page, live_server, no_outside_requests):
    opened(page, f"{live_server.url}/en/map/?territory=ML")  # told countries decide where the map opens
    expect(page.get_by_role("heading", name="Organisations in view")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".by-country").get_by_role("link", name="Union 0")).to_be_visible()
    for _press in range(3):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(400)
    page.keyboard.press("+")
    page.keyboard.press("Escape")
    expect(page.locator(".drawn")).to_be_visible()


def test_a_cluster_opens_and_at_one_spot_tells_the_names(network, page, live_server, no_outside_requests):
    opened(page, f"{live_server.url}/en/map/?territory=ML")
    for _turn in range(8):
        place = page.evaluate(CLUSTER)
        if place:
            page.locator(".maplibregl-canvas").click(position={"x": place[0], "y": place[1]})
        page.wait_for_timeout(1500)
        if page.locator(".told").count():
            break
    expect(page.locator(".told").get_by_role("link", name="Union 3")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".told")).to_have_count(0)


CLUSTER = """() => {
  const map = document.querySelector(".stage").atlas.map;
  const [found] = map.queryRenderedFeatures({ layers: ["clusters"] });
  if (!found) return null;
  const { x, y } = map.project(found.geometry.coordinates);
  return [x, y];
}"""


# ── on another site ─────────────────────────────────────────────────────────


class Host(BaseHTTPRequestHandler):
    """Somebody else's page, with the snippet in it."""

    def __init__(self, instance: str, *args: Any) -> None:
        self.instance = instance
        super().__init__(*args)

    def do_GET(self) -> None:
        body = f"""<!doctype html><title>Host</title><script src="{self.instance}/embed.js"></script>
<maillage-map src="{self.instance}/en/embed/sahel/" height="700"><a href="{self.instance}/en/map/sahel/">Sahel</a></maillage-map>"""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: object) -> None:
        """Silence."""


@pytest.fixture
def host(live_server) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, live_server.url))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _map_for(origin: str) -> None:
    partner_map = PartnerMapFactory(slug="sahel", title="Sahel")
    partner_map.origins = [origin]  # a site under test has no https
    partner_map.save(update_fields=["origins"])


def test_an_embed_works_on_the_site_it_is_for(network, page, live_server, host):
    _map_for(host)
    page.goto(host)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Sahel", timeout=PATIENCE)
    expect(frame.locator(".by-country")).to_contain_text("Mali")
    frame.get_by_role("button", name="Open the map").click()
    expect(frame.locator(".stage[data-state=idle]")).to_be_visible(timeout=PATIENCE)
    assert page.context.cookies() == []


def test_an_embed_is_refused_elsewhere(network, page, live_server, host):
    _map_for("https://someone.example")
    refusals: list[str] = []
    page.on("console", lambda line: refusals.append(line.text))
    page.goto(host)
    page.wait_for_timeout(1500)
    assert any("frame-ancestors" in text for text in refusals)
    assert page.frame_locator("iframe").locator("h1", has_text="Sahel").count() == 0
