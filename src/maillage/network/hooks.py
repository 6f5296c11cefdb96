"""What apps above add to the pages of the directory: filled in their `AppConfig.ready`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.kit.hooks import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Look:
    """Another page that shows the same result; it understands the same query string."""

    label: "_StrOrPromise"
    url_name: str

    def address(self, query: str) -> str:
        return f"{reverse(self.url_name)}?{query}" if query else reverse(self.url_name)


looks: Registry[Look] = Registry("Look at a result")
