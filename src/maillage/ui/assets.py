"""Gathering static files once, and again only when one of them changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def fingerprint() -> str:
    """A digest of the names, sizes and times of every static file of every app."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def are_stale() -> bool:
    mark = _mark()
    return not mark.exists() or mark.read_text(encoding="ascii") != fingerprint()


def gather() -> None:
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    _mark().write_text(fingerprint(), encoding="ascii")


def _mark() -> Path:
    return Path(settings.STATIC_ROOT).parent / "static.fingerprint"
