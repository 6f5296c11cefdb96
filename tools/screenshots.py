"""Take the pictures of the documentation from a running demonstration: `make screenshots PORT=8000`.

Each picture is reduced to a palette and cut to what a page of documentation can hold. Open what changed before keeping it.
"""

import argparse
import io
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

if __package__:
    from tools.chromium import find
else:
    from chromium import find  # run as a file: its folder is the first on the path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
PASSWORD = "another-world-1976"  # noqa: S105 -- printed by every demonstration
TALLEST = 2000
MAISON = "organisations/maison-tavelune/"
RECIFE = "how-we-act/movements-in-struggle/in-recife-sixty-families-stay/"


class Picture(NamedTuple):
    """who: the part before @example.org, empty for a stranger; path: after the address, with its language."""

    name: str
    path: str
    who: str = ""
    width: int = 1280
    height: int = TALLEST
    is_dark: bool = False
    language: str = "fr"


PICTURES = (
    Picture("home-1280", "fr/"),
    Picture("home-ar-dark-1280", "ar/", is_dark=True, language="ar"),
    Picture("article-1280", "fr/nos-modes-d-action/mouvement-altermondialiste/preparer-un-forum-en-plusieurs-langues/"),
    Picture("article-en-360-dark", f"en/{RECIFE}", width=360, is_dark=True, language="en"),
    Picture(
        "article-ar-1280",
        "ar/nos-modes-d-action/mouvements-en-lutte/a-recife-soixante-familles-restent/",
        language="ar",
    ),
    Picture("rubric-1280", "fr/nos-modes-d-action/"),
    Picture("rubric-360", "fr/nos-modes-d-action/campagnes/", width=360),
    Picture("directory-1280", "fr/organisations/", height=1400),
    Picture("directory-360", "fr/organisations/?q=atac", width=360, height=1400),
    Picture("organisation-1280", "fr/organisations/crid/", height=1500),
    Picture("organisation-ar-360-dark", "ar/organisations/crid/", width=360, is_dark=True, language="ar"),
    Picture("organisation-stranger", f"fr/{MAISON}", width=800),
    Picture("organisation-member", f"fr/{MAISON}", who="member", width=800),
    Picture("organisation-steward", f"fr/{MAISON}", who="steward", width=800),
    Picture("mine-1280", "fr/mine/maison-tavelune/", who="coordinator", height=1600),
    Picture("who-sees-what-1280", "fr/mine/maison-tavelune/who-sees-what/", who="coordinator", height=1400),
    Picture("office-inbox-1280", "admin/inbox/", who="steward", height=900),
    Picture("office-hide-360", "admin/hides/", who="steward", width=360, height=1200),
    Picture("map-1280", "fr/map/", height=1500),
    Picture("map-ar-360-dark", "ar/map/", width=360, height=1500, is_dark=True, language="ar"),
    Picture("members-1280", "fr/organisations/crid/members/", height=1500),
    Picture("shared-1280", "fr/networks/shared/?n=crid&n=cicp&n=migreurop", height=1400),
    Picture("import-1280", "fr/imports/new/", who="steward", height=1200),
    Picture("freshness-1280", "fr/freshness/", who="steward", height=1400),
    Picture("styleguide-1280", "fr/styleguide/", height=1800),
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("address", help="of a running demonstration, such as http://127.0.0.1:8000")
    asked.add_argument("names", nargs="*", help="only these pictures")
    given = asked.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        sessions: dict[str, Any] = {"": None}
        for picture in PICTURES:
            if given.names and picture.name not in given.names:
                continue
            if picture.who not in sessions:
                sessions[picture.who] = sign_in(browser, given.address, picture.who)
            size = keep(picture, take(browser, given.address, picture, sessions[picture.who]))
            print(f"{picture.name}: {size // 1024} kB")
        browser.close()


def sign_in(browser: Browser, address: str, who: str) -> Any:
    """The cookies of someone who came in by password."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{address}/fr/accounts/login/")
    page.locator("#id_login").fill(f"{who}@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url("**/desk/")
    cookies = context.storage_state()
    context.close()
    return cookies


def take(browser: Browser, address: str, picture: Picture, cookies: Any) -> bytes:
    context = browser.new_context(
        viewport={"width": picture.width, "height": 900},
        color_scheme="dark" if picture.is_dark else "light",
        locale=picture.language,
        reduced_motion="reduce",
        storage_state=cookies,
    )
    page = context.new_page()
    page.goto(f"{address}/{picture.path}", wait_until="networkidle")
    stretch(page, picture)
    taken = page.screenshot()
    context.close()
    return taken


def stretch(page: Page, picture: Picture) -> None:
    """As high as the page, up to the picture's height: what stays in place while scrolling is then in its place."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": picture.width, "height": max(600, min(height, picture.height, TALLEST))})
    page.evaluate("document.fonts.ready")


def keep(picture: Picture, taken: bytes) -> int:
    path = FOLDER / f"{picture.name}.png"
    image = Image.open(io.BytesIO(taken)).convert("RGB")
    image.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


if __name__ == "__main__":
    main()
