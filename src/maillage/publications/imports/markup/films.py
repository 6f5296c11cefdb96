"""Which addresses are films or sounds that a page may offer without loading them."""

import re
from urllib.parse import parse_qs, urlsplit

_HOSTS = {
    "youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com", "dai.ly", "wordpress.tv",
    "arte.tv", "archive.org", "videopress.com", "ted.com", "soundcloud.com", "audioblog.arteradio.com",
}  # fmt: skip
_FILES = (".mp4", ".webm", ".ogv", ".m4v", ".mov", ".mp3", ".ogg", ".oga", ".m4a", ".wav", ".flac")
_PEERTUBE = re.compile(r"^/(?:w|videos/(?:watch|embed))/[\w-]{8,}")
_EMBEDDED = {
    "youtube": (re.compile(r"^/embed/([\w-]+)"), "https://www.youtube.com/watch?v={}"),
    "vimeo": (re.compile(r"^/video/(\d+)"), "https://vimeo.com/{}"),
    "dailymotion": (re.compile(r"^/embed/video/(\w+)"), "https://www.dailymotion.com/video/{}"),
}


def film_at(address: str) -> str:
    """The page of the film that `address` plays or shows; "" when it is none that we know."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("player.").removeprefix("m.")
    if parts.scheme not in {"http", "https"}:
        return ""
    if parts.path.lower().endswith(_FILES):
        return address
    if host == "w.soundcloud.com":
        return parse_qs(parts.query).get("url", [""])[0]
    if _PEERTUBE.match(parts.path):
        return address.replace("/videos/embed/", "/videos/watch/")
    return _page(host, parts.path, address) if _known(host) else ""


def _known(host: str) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in _HOSTS)


def _page(host: str, path: str, address: str) -> str:
    for name, (pattern, page) in _EMBEDDED.items():
        if name in host and (found := pattern.match(path)):
            return page.format(found[1])
    return address
