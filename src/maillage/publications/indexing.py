"""After an article is saved, the search knows: in the same transaction."""

from typing import Any

from django.db.models.signals import post_save

from maillage.publications.actions.search import index
from maillage.publications.models import Article


def register() -> None:
    post_save.connect(article_saved, sender=Article)


def article_saved(sender: Any, instance: Article, **about: Any) -> None:
    """Some columns alone are written of a draft, whose other values are not on the site; those of a page on it, all at once."""
    if about["update_fields"] is None and not about["raw"]:
        index(instance)
