"""A merge done or undone anywhere says what a pair is."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from maillage.exchange.duplicates.actions import follow_merge
from maillage.network.models import Merge


@receiver(post_save, sender=Merge, dispatch_uid="exchange.duplicates.follow_merge")
def pair_follows(sender: object, instance: Merge, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002
    if not raw:
        follow_merge(instance)
