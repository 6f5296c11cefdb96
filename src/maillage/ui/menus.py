"""The menus of every page: filled by apps in `AppConfig.ready`, read by `ui/base.html`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from maillage.kit.hooks import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class MenuEntry:
    """A link, in the order of `order`."""

    label: "_StrOrPromise"
    url_name: str
    order: int = 50
    shown: Callable[[HttpRequest], bool] = lambda _request: True


@dataclass(frozen=True)
class Link:
    label: "_StrOrPromise"
    url: str
    is_here: bool
    is_section: bool


@dataclass(frozen=True)
class Section:
    """A part of the site that editors made; `language` when its title is not in that of the page."""

    label: str
    url: str
    language: str = ""
    is_here: bool = False


MAIN: Registry[MenuEntry] = Registry("Menu entry")  # what the network is and does
PERSON: Registry[MenuEntry] = Registry("Menu entry of people")  # sign in, my space, back office
SECTIONS: Registry[Callable[[HttpRequest], list[Section]]] = Registry("Sections of the site")  # below the main menu


def links(menu: Registry[MenuEntry], request: HttpRequest) -> Iterator[Link]:
    """The entries this request may see; one whose address does not exist (its app is left out) is skipped."""
    for _name, entry in sorted(menu, key=lambda item: item[1].order):
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        if entry.shown(request):
            is_here = request.path == url
            yield Link(entry.label, url, is_here, is_section=is_here or request.path.startswith(url))
