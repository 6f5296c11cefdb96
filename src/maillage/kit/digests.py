"""What can be put in a newsletter: articles, calls, events. Apps register their source in `AppConfig.ready`.

A source gives plain words, and only what anyone may read: what it gives is kept with the issue and mailed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from maillage.kit.hooks import Registry


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to read. It is known by its address.

    address:       the whole address (https://…), or from the root of this site (/fr/…)
    organisations: names, as anyone may read them
    """

    title: str
    standfirst: str
    address: str
    dated: date | None = None
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """A kind of things to read.

    items: (language, ids of themes, since) → items, the latest first. No theme: of every theme. `since` is the day the
           last issue began to leave, None for the first one; the source itself keeps the list short.
    """

    label: str | Promise
    items: Callable[[str, Collection[int], datetime | None], Sequence[Item]]


sources: Registry[Source] = Registry("Source of newsletters")
