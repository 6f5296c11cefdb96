"""The looks in which pages are checked: any two of language, colours and width meet in one of the four."""

import pytest
from playwright.sync_api import Page
from tests.e2e.conftest import assert_accessible

LOOKS = [("fr", "light", 1280), ("fr", "dark", 360), ("ar", "dark", 1280), ("ar", "light", 360)]
in_every_look = pytest.mark.parametrize(("language", "theme", "width"), LOOKS)


def assert_good_looks(page: Page, width: int) -> None:
    """Axe finds nothing on a page of `open_page(for_axe=True)`, and nothing is wider than its screen."""
    assert_accessible(page, here=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} is wider than {width} px"
