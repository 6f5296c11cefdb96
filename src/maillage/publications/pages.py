"""What is true of any page of the tree."""

from typing import Any


def spoken(page: Any) -> str:
    """The language a page is really in: an alias stands in one tree and speaks the language of another."""
    return str((page.alias_of if page.alias_of_id else page).locale.language_code)
