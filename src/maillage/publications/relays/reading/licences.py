"""Which licence a feed speaks of. Only what is certain counts: a text that merely mentions a licence grants nothing."""

import re

from maillage.publications.enums import Licence

_ADDRESS = re.compile(
    r"^https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<kind>by(?:-(?:nc|sa|nd)){0,2})/(?P<version>\d\.\d)"
    r"|publicdomain/(?P<zero>zero)/1\.0)(?:/[a-z.-]*)*$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"^(?:licen[cs]e:? )?(?:creative commons|cc)[ -]?(?P<kind>by(?:[ -](?:nc|sa|nd)){0,2}|0)[ -]?(?P<version>\d\.\d)?\.?$",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"all rights reserved|tous droits réservés|todos los derechos|todos os direitos", re.IGNORECASE)


def licence_of(told: str) -> Licence:
    """`told`: an address or a few words. A licence of an earlier version is a permission: its own words go with it."""
    named = _named(told)
    if named is None:
        return Licence.RESERVED if _RESERVED.search(told) else Licence.UNKNOWN
    if named["kind"] == "0":
        return Licence.CC0
    code = f"cc-{named['kind']}-{named['version']}"
    return Licence(code) if code in Licence.values else Licence.PERMISSION


def words_of(told: str) -> str:
    """The name of the licence `told` speaks of, with its version: "CC BY-NC 1.0"; "" when it speaks of none."""
    licence, named = licence_of(told), _named(told)
    if licence == Licence.PERMISSION and named is not None:
        return f"CC {named['kind'].upper()} {named['version']}"
    return str(licence.label) if licence else ""


def _named(told: str) -> dict[str, str] | None:
    """`kind` ("by-nc", or "0") and `version` of the licence that is certainly meant."""
    told = " ".join(told.split())
    found = _ADDRESS.match(told) or _WORDS.match(told)
    if found is None:
        return None
    said = found.groupdict()
    kind = "0" if said.get("zero") else said["kind"].lower().replace(" ", "-")
    return {"kind": kind, "version": said["version"] or "4.0"}
