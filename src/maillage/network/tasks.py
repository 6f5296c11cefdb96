"""What the network does when the clock says so."""

from procrastinate.contrib.django import app

from maillage.network.actions import safety


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="network.refresh_what_ended", name="network.refresh_what_ended")
def refresh_what_ended(timestamp: int) -> None:
    """Every hour: consents and policies that ended take effect."""
    safety.refresh_what_ended()
