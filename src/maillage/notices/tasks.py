"""The slow part of mail."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from maillage.notices import actions
from maillage.notices.models import Letter

ATTEMPTS = 8


@app.task(retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=4), pass_context=True)
def send_letter(context, letter_id: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 -- procrastinate's JobContext
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:  # sent already, or erased
        return
    try:
        actions.send(letter)
    except OSError:
        if context.job.attempts + 1 >= ATTEMPTS:
            actions.give_up(letter)
        raise
