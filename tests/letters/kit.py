"""Short words for the tests of newsletters."""

import re
from typing import Any

from django.core import mail

LINK = re.compile(r"http://network\.example(/\S+)")


def links(letter: Any = None) -> dict[str, str]:
    """What the links of a mail are for → their paths."""
    body = (
        (letter or mail.outbox[-1]).body
        if not hasattr(letter, "get_body")
        else letter.get_body(("plain",)).get_content()
    )
    return {path.split("/")[3] if path.count("/") > 3 else "": path for path in LINK.findall(body)}


def text(response: Any) -> str:
    return response.content.decode()
