"""What is done every day, and the letters somebody asks for."""

from procrastinate.contrib.django import app

from maillage.exchange.freshness.actions import asking


@app.periodic(cron="20 7 * * *")
@app.task(queueing_lock="exchange.ask_organisations", name="exchange.ask_organisations")
def ask_organisations(timestamp: int) -> None:
    """Every morning: close what had no answer, remind, then ask those whose time has come."""
    asking.close_unanswered()
    asking.remind()
    asking.ask_due()


@app.task(name="exchange.send_check_link")
def send_check_link(organisations: list[int], digest: str) -> None:
    """Deferred for every address that is typed; for one we do not know, `organisations` is empty."""
    asking.send_links(organisations, digest=digest)
