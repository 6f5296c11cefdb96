"""Addresses of the old site, in the one form in which they are compared."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

_SIZE = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-e\d{10,})+(?=\.\w+$)")


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(address: str) -> str:
    """Path and query of `address`, without its last slash; "" when it has none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = re.sub("/+", "/", unquote(parts.path)).rstrip("/")
    return f"{path or '/'}?{parts.query}" if parts.query else path


def queried(address: str, name: str) -> str:
    """The value of ?name= in `address`."""
    try:
        return parse_qs(urlsplit(address.replace("&amp;", "&")).query).get(name, [""])[0]
    except ValueError:
        return ""


def original(path: str) -> str:
    """The path of a picture without the size that WordPress adds to smaller copies."""
    return _SIZE.sub("", path)
