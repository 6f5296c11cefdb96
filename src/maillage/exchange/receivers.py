"""What happens in the network and matters here."""

from typing import Any

from django.dispatch import receiver

from maillage.exchange.freshness.actions.answering import close_confirmed
from maillage.network.models import Organisation
from maillage.network.signals import record_confirmed


@receiver(record_confirmed)
def answer_the_question(sender: object, organisation: Organisation, **kwargs: Any) -> None:
    """Whoever confirms the record elsewhere has answered."""
    close_confirmed(organisation)
