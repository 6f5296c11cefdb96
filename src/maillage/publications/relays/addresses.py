"""Addresses of others' pages: which ones we may link to, and when two of them are the same page."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

LONGEST, LONGEST_KEY = 1000, 500
PORTS = {"http": 80, "https": 443}
# What is added to an address to follow readers about, and says nothing of the page.
TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|xtor|pk_\w+|mtm_\w+|at_(medium|campaign)|ref|share)$", re.IGNORECASE
)
SAFE = "/%:@!$&'()*+,;=~-._"


def web_address(address: object, base: str = "") -> str:
    """`address` made whole, when it is one of the web that we may link to; "" otherwise."""
    if not isinstance(address, str) or not address.strip():
        return ""
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
        is_ours = parts.scheme in PORTS and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        return ""
    if not is_ours or len(whole) > LONGEST or re.search(r"[\s<>\"\\\x00-\x1f\x7f\ud800-\udfff]", whole):
        return ""
    return whole


def key_of(address: str) -> str:
    """The same text for addresses of the same page: no scheme, "www.", fragment, tracking or closing slash."""
    parts = urlsplit(address)
    host = quote((parts.hostname or "").removeprefix("www.").rstrip("."), safe=SAFE)
    port = f":{parts.port}" if parts.port not in {None, PORTS.get(parts.scheme)} else ""
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(name)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    key = f"{host}{port}{quote(parts.path, safe=SAFE).rstrip('/')}{query}"
    return key if len(key) <= LONGEST_KEY else sha256(key.encode()).hexdigest()
