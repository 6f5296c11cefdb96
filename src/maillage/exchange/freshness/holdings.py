"""What is held about someone because they asked an organisation whether its record is right, or stopped that."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from maillage.exchange.freshness.models import CheckRequest, CheckStop
from maillage.kit.personal_data import Holding, Rows, holdings


def register() -> None:
    holdings.register(
        "checks",
        Holding(
            what=_("Questions you sent to organisations about their record, and organisations you said not to ask."),
            why=_("To know who asked, and why an organisation is no longer asked."),
            how_long=_("A year after the next question; the links are gone with the answer. Your name goes with you."),
            rows=rows,
            erase=erase,
            expire=expire,
        ),
    )


def rows(person_id: int) -> Rows:
    asked = CheckRequest.objects.filter(asked_by_id=person_id).select_related("organisation").order_by("pk")
    stopped = CheckStop.objects.filter(stopped_by_id=person_id).select_related("organisation").order_by("pk")
    return [
        {
            "organisation": str(one.organisation),
            "asked_at": one.sent_at.isoformat(timespec="minutes"),
            "answer": one.answer,
        }
        for one in asked
    ] + [
        {"organisation": str(one.organisation), "stopped_at": one.stopped_at.isoformat(timespec="minutes")}
        for one in stopped
    ]


def erase(person_id: int) -> int:
    """What was asked stands; who asked goes."""
    asked = CheckRequest.objects.filter(asked_by_id=person_id).update(asked_by=None)
    return asked + CheckStop.objects.filter(stopped_by_id=person_id).update(stopped_by=None)


def expire(now: datetime) -> int:
    """Old questions that a later one has replaced. The last one of each organisation tells when to ask again."""
    before = now - timedelta(days=max(settings.RETENTION_DAYS, settings.CHECK_AFTER_DAYS))
    return _replaced().filter(sent_at__lt=before).delete()[0]


def _replaced() -> QuerySet[CheckRequest]:
    later = CheckRequest.objects.filter(organisation=OuterRef("organisation"), sent_at__gt=OuterRef("sent_at"))
    return CheckRequest.objects.filter(Exists(later))
