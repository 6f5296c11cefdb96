"""What the atlas does when the clock says so."""

from procrastinate.contrib.django import app

from maillage.atlas.actions import pyramid


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="atlas.compact", name="atlas.compact")
def compact(timestamp: int) -> None:
    """Every ten minutes: what was added to the pyramid is summed."""
    pyramid.compact()
