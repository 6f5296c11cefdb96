"""What apps above add to the pages of the directory: filled in their `AppConfig.ready`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.kit.hooks import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.urls import ResolverMatch
    from django.utils.functional import _StrOrPromise

    from maillage.network.models import Organisation
    from maillage.network.readers import Reader


@dataclass(frozen=True)
class Look:
    """Another page that shows the same result; it understands the same query string."""

    label: "_StrOrPromise"
    url_name: str

    def address(self, query: str) -> str:
        return f"{reverse(self.url_name)}?{query}" if query else reverse(self.url_name)


looks: Registry[Look] = Registry("Look at a result")


@dataclass(frozen=True)
class Room:
    """Pages of the back office for people who are not stewards of the network but whom an app lets in.

    namespaces, names: of their addresses · menu: names of the entries they read · home: where they begin
    """

    namespaces: frozenset[str]
    names: frozenset[str]
    menu: frozenset[str]
    home: str

    def holds(self, match: "ResolverMatch") -> bool:
        return bool(self.namespaces.intersection(match.namespaces)) or match.view_name in self.names


office_rooms: Registry[Room] = Registry("Room of the back office")


@dataclass(frozen=True)
class RecordSheet:
    """What another app adds to the page of an organisation: `about` gives the context of `template`, None for nothing.

    It is drawn with the page and kept with it: what it shows must move `queries.version.data_version`.
    """

    template: str
    about: "Callable[[Organisation, Reader], Mapping[str, object] | None]"


record_sheets: Registry[RecordSheet] = Registry("Sheet of a record")
