"""From what a person pastes, the address of a site or of a feed, to feeds that can be followed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.kit.errors import DomainError
from maillage.kit.http import Fetched, fetch
from maillage.publications.relays.reading import KINDS, NotAFeed, read
from maillage.publications.relays.reading.discovery import feeds_named

SECONDS = 10.0  # someone waits


@dataclass(frozen=True)
class Found:
    """A feed. The rest is known once it was read: a page that names several feeds does not read them all."""

    address: str
    title: str
    site: str = ""
    language: str = ""
    count: int | None = None


def find_feeds(typed: str) -> list[Found]:
    """The feed at this address, or those its page names. Raises DomainError (FetchFailed) when there are none."""
    typed = typed.strip()
    got = _asked(typed if "://" in typed else f"https://{typed}")
    if (found := _feed_in(got)) is not None:
        return [found]
    charset = got.content_type.partition("charset=")[2].strip("\"' ;")
    named = feeds_named(got.content, address=got.address, charset=charset)
    if not named:
        raise DomainError(_("This page names no feed. Look for “RSS” on it, and paste that address."))
    if len(named) > 1:
        return [Found(one.address, one.title) for one in named]
    only = _feed_in(_asked(named[0].address))
    if only is None:
        raise DomainError(_("The feed that this page names cannot be read."))
    return [only]


def _asked(address: str) -> Fetched:
    return fetch(address, accept=KINDS, seconds=SECONDS)


def _feed_in(got: Fetched) -> Found | None:
    try:
        feed = read(got.content, content_type=got.content_type, address=got.address)
    except NotAFeed:
        return None
    return Found(got.address, feed.title, feed.site, feed.language, len(feed.items))
