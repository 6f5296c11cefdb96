"""What may be written in a partner map."""

import re
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FILTERS = ("q", "kind", "territory", "theme", "network", "language")
RESERVED = ("all",)
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.ASCII)


def validate_origin(value: str) -> None:
    """An origin that may embed a map: `https://host` or `https://host:port`, in small letters, and nothing else."""
    try:
        parts, port = urlsplit(value), urlsplit(value).port
    except ValueError as wrong:
        raise ValidationError(_("Write an origin such as https://www.example.org.")) from wrong
    host = parts.hostname or ""
    whole = f"https://{host}" + (f":{port}" if port else "")
    if value != whole or not HOST.fullmatch(host):
        raise ValidationError(_("Write an origin such as https://www.example.org: no path, no star, https only."))


def validate_filters(value: str) -> None:
    """The part after “?” of an address of the directory; only what narrows it."""
    try:
        pairs = parse_qsl(value, keep_blank_values=True, strict_parsing=True, max_num_fields=60) if value else []
    except ValueError as wrong:
        raise ValidationError(_("Copy what follows “?” in the address of a page of the directory.")) from wrong
    unknown = sorted({name for name, _value in pairs} - set(FILTERS))
    if unknown:
        raise ValidationError(_("A map cannot be narrowed by “%(name)s”.") % {"name": unknown[0][:60]})


def validate_map_slug(value: str) -> None:
    if value in RESERVED:
        raise ValidationError(_("This word stands for the map of everything; choose another."))


def validate_threshold(value: int) -> None:
    if value < settings.COUNT_THRESHOLD:
        raise ValidationError(
            _("Counts below %(least)d are never shown here; a map can only be stricter.")
            % {"least": settings.COUNT_THRESHOLD}
        )
