"""What must not reach a log: a link that opens something is a key, and a refused request is logged with its address."""

import logging
import re

SECRET = re.compile(r"(?<=/)[\w-]{40,}(?=/|\s|$)", re.ASCII)


class HideSecrets(logging.Filter):
    """Writes "…" for every part of an address that is as long as a token."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        cleaned = SECRET.sub("…", message)
        if cleaned != message:
            record.msg, record.args = cleaned, None
        return True
