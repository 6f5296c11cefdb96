"""The slow part of mail."""

import logging

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from maillage.notices import actions
from maillage.notices.models import Letter, LetterState

RETRIES = 8  # 4, 16, 64 seconds…: a day in all

logger = logging.getLogger(__name__)


@app.task(
    name="notices.send_letter",
    retry=RetryStrategy(max_attempts=RETRIES, exponential_wait=4),
    pass_context=True,
)
def send_letter(context: JobContext, letter_id: int) -> None:
    """Send a letter that waits; one that never can leave is set aside instead of blocking or looping."""
    letter = Letter.objects.filter(pk=letter_id, state=LetterState.WAITING).first()
    if letter is None:  # sent already, erased, or given up
        return
    try:
        actions.send(letter)
    except Exception as problem:
        if context.job.attempts < RETRIES and not actions.is_hopeless(problem):
            raise
        actions.give_up(letter, problem)
        logger.warning("Letter %s could not be sent: %s.", letter_id, letter.problem)
