"""What the publications do when the clock says so."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from maillage.publications.actions import people


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publications.publish_scheduled", name="publications.publish_scheduled")
def publish_scheduled(timestamp: int) -> None:
    """Every minute: what was to appear appears, what was to go goes."""
    call_command("publish_scheduled")


@app.periodic(cron="15 * * * *")
@app.task(queueing_lock="publications.follow_stewards", name="publications.follow_stewards")
def follow_stewards(timestamp: int) -> None:
    """Every hour: mandates that began or ended by themselves take effect on pages."""
    people.follow_stewards()
