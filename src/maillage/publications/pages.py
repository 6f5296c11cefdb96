"""What is true of any page of the tree."""

from typing import Any

from maillage.publications.enums import Licence, RelayMode

# What a link to a page is made of: a page has many more columns, and each costs a little wherever rows are fetched.
LINKED = ("title", "slug", "url_path", "path", "depth", "live", "translation_key", "locale", "alias_of")


def spoken(page: Any) -> str:
    """The language a page is really in: an alias stands in one tree and speaks the language of another."""
    return str((page.alias_of if page.alias_of_id else page).locale.language_code)


def told_licence(article: Any) -> Licence:
    """That of the text, which for a relay is somebody else's; a permission counts only for what it let us carry."""
    relay = getattr(article, "relay", None)
    if relay is None:
        return Licence(article.licence)
    is_idle = relay.licence == Licence.PERMISSION and relay.mode != RelayMode.FULL
    return Licence.UNKNOWN if is_idle else Licence(relay.licence)
