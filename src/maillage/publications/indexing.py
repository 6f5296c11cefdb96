"""After an article is saved, the search knows: in the same transaction. The card of one that left is thrown away."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from maillage.publications.actions.search import index
from maillage.publications.cards import kept as cards
from maillage.publications.models import Article


def register() -> None:
    post_save.connect(article_saved, sender=Article)
    post_delete.connect(article_gone, sender=Article)


def article_saved(sender: Any, instance: Article, **about: Any) -> None:
    """Some columns alone are written of a draft, whose other values are not on the site; those of a page on it, all at once."""
    if about["update_fields"] is None and not about["raw"]:
        index(instance)
        if not instance.live:
            transaction.on_commit(partial(cards.forget, instance.pk))


def article_gone(sender: Any, instance: Article, **about: Any) -> None:
    transaction.on_commit(partial(cards.forget, instance.pk))
