"""Reading, as people do it: every size and colour, with the keyboard, without JavaScript, without pictures, on paper."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from playwright.sync_api import Page, expect
from tests.e2e.conftest import OpenPage, assert_accessible
from tests.e2e.looks import assert_good_looks
from tests.factories.home import network_at_work
from tests.factories.publications import (
    ArticleFactory,
    AuthorFactory,
    FootnoteFactory,
    LinkFactory,
    RelayFactory,
    RubricFactory,
    front,
)

from maillage.cms.models import Picture
from maillage.publications.actions.fronts import set_up_fronts
from maillage.publications.enums import Licence

pytestmark = pytest.mark.e2e

SENTENCE = (
    "On se bat aujourd’hui pour des droits, pour la paix, pour la démocratie, et pour une terre où l’on puisse vivre. "
)
TEXT = f"<h2>Ce que nous cherchons</h2><p>{SENTENCE * 6}[^1]</p><h3>Avec qui</h3><p>{SENTENCE}</p><h2>Et demain</h2><p>{SENTENCE}</p>"


@pytest.fixture
def article(settings: Any, tmp_path: Any) -> Any:
    """A long article with everything beside it, in a rubric below another; another one is relayed."""
    settings.MEDIA_ROOT = tmp_path
    set_up_fronts()
    home = network_at_work()
    first = front("fr")
    first.introduction = "<p>Nous faisons ensemble.</p>"
    first.save()
    top = RubricFactory(title="Nos modes d’action", language="fr", introduction="<p>De quatre façons.</p>")
    rubric = RubricFactory(title="Débattre", parent=top, introduction="<p>Nos débats sont ouverts.</p>")
    out = BytesIO()
    Image.new("RGB", (1600, 900), "#0d5a58").save(out, "PNG")
    page = ArticleFactory(
        title="Penser et agir",
        parent=rubric,
        body=[("text", TEXT), ("quote", {"text": "<p>Faire, et dire pourquoi.</p>", "source": "Awa"})],
        picture=Picture.objects.create(title="Vert", file=ContentFile(out.getvalue(), name="vert.png")),
        picture_alternative="Un champ vert",
        licence=Licence.CC_BY_SA,
        is_example=True,
        further='<ul><li><a href="https://partner.example/">Lire</a></li></ul>',
    )
    FootnoteFactory(article=page)
    AuthorFactory(article=page, organisation=home)
    LinkFactory(article=page, organisation=home)
    RelayFactory(article=ArticleFactory(title="Un appel", parent=rubric), source=home)
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_fit(open_page: OpenPage, article: Any, theme: str, width: int):
    relay = article.get_siblings(inclusive=False).get()
    rubric = article.get_parent()
    page = open_page(article.url, theme=theme, width=width, for_axe=True)
    for address in (article.url, relay.url, rubric.url, rubric.get_parent().url, "/fr/articles/", "/fr/", "/ar/"):
        page.goto(re.sub(r"(?<=\d)/.*", address, page.url))
        assert_good_looks(page, width)


def test_lines_are_of_a_length_that_reads_well(open_page: OpenPage, article: Any):
    page = open_page(article.url)
    letters = page.evaluate("""() => {
        const text = document.querySelector(".text .prose p").firstChild, lines = [];
        let top = null;
        for (let n = 0; n < text.length; n++) {
            const range = new Range(); range.setStart(text, n); range.setEnd(text, n + 1);
            const box = range.getBoundingClientRect();
            if (top === null || Math.abs(box.top - top) > 4) { lines.push(0); top = box.top; }
            lines[lines.length - 1]++;
        }
        return lines.slice(0, -1);
    }""")
    assert len(letters) > 3
    assert 60 <= sum(letters) / len(letters) <= 75


def test_the_keyboard_leads_from_the_contents_to_a_note_and_back(page: Page, live_server: Any, article: Any):
    page.goto(f"{live_server.url}{article.url}")
    contents = page.locator(".toc a", has_text="Avec qui")
    contents.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#avec-qui$"))
    page.locator(".note-call a").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#note-1$"))
    page.keyboard.press("Tab")
    expect(page.locator(".note-back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#call-1$"))


def test_everything_is_in_reach_of_the_keyboard_on_a_rubric(page: Page, live_server: Any, article: Any):
    page.goto(f"{live_server.url}{article.get_parent().url}")
    seen = []
    for _press in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Penser et agir", "Un appel", "Nos modes d’action"} <= set(seen)


def test_the_size_of_the_text_is_chosen_without_javascript(open_page: OpenPage, article: Any):
    page = open_page(article.url, javascript=False)
    before = page.locator(".text p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.locator(".tools button").nth(2).click()
    expect(page).to_have_url(re.compile(f"{re.escape(article.url)}$"))
    after = page.locator(".text p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after / before == pytest.approx(1.4375)
    page.locator(".tools button").nth(0).click()
    expect(page.locator("html")).not_to_have_attribute("data-text", re.compile("."))


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_hold_with_the_largest_text(open_page: OpenPage, article: Any, width: int):
    page = open_page(article.url, width=width)
    page.locator(".tools button").nth(2).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("javascript", [True, False])
def test_a_picture_comes_when_it_is_asked_for(open_page: OpenPage, article: Any, javascript: bool):
    page = open_page(article.url, javascript=javascript)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/media/" in request.url else None)
    page.locator("button[name=pictures][value=asked]").click()
    link = page.locator(".asked a")
    expect(page.locator(".asked")).to_contain_text("Un champ vert")
    assert asked == []
    link.click()
    if javascript:
        expect(page.get_by_role("img", name="Un champ vert")).to_be_visible()
    else:
        expect(page).to_have_url(re.compile("/media/images/"))
    assert len(asked) == 1


def test_pages_without_pictures_are_accessible(page: Page, live_server: Any, article: Any):
    page.context.add_cookies([{"name": "pictures", "value": "asked", "url": live_server.url}])
    page.goto(f"{live_server.url}{article.url}")
    assert_accessible(page)


def test_nothing_is_asked_of_another_origin(page: Page, live_server: Any, article: Any, no_outside_requests: list[str]):
    for address in (article.url, article.get_parent().url, "/fr/"):
        page.goto(f"{live_server.url}{address}", wait_until="networkidle")


def test_what_cannot_be_pressed_is_not_printed(open_page: OpenPage, article: Any):
    page = open_page(article.url)
    page.emulate_media(media="print")
    for hidden in (".toc", ".tools", ".masthead .menu", ".related"):
        if page.locator(hidden).count():
            expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".printed-address")).to_be_visible()


def test_an_article_is_taken_home_as_a_pdf(page: Page, live_server: Any, article: Any):
    page.goto(f"{live_server.url}{article.url}")
    address = page.locator(".tools a").get_attribute("href")
    answer = page.request.get(f"{live_server.url}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
