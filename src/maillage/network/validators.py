"""What a value must be, shared by models, forms, imports and the API. Register checks warn; they do not block."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.fr import siren, siret

from maillage.network.enums import ContactKind, IdentifierScheme

RNA = re.compile(r"^W\d[\dA-Z]\d{7}$")
WIKIDATA = re.compile(r"^Q[1-9]\d*$")
ORG_ID = re.compile(r"^[A-Z]{2}-[A-Z0-9_]+-.+$")
CONTACT_LIMIT = 500


def normalise_identifier(scheme: str, value: str) -> str:
    """`value` without the spaces and dots people put in register numbers."""
    return re.sub(r"[\s.]", "", value).upper() if scheme in {"rna", "siren", "siret", "wikidata"} else value.strip()


def identifier_warning(scheme: str, value: str) -> str:
    """Why `value` looks wrong for its register, in the reader's words; empty when it does not."""
    if scheme in {IdentifierScheme.SIREN, IdentifierScheme.SIRET}:
        register = siren if scheme == IdentifierScheme.SIREN else siret
        try:
            register.validate(value)
        except WrongNumber:
            return str(_("This %(register)s number fails its check digit. Kept as typed; please look again.")) % {
                "register": scheme.upper()
            }
    patterns = {IdentifierScheme.RNA: RNA, IdentifierScheme.WIKIDATA: WIKIDATA, IdentifierScheme.ORG_ID: ORG_ID}
    pattern = patterns.get(IdentifierScheme(scheme))
    if pattern is not None and not pattern.match(value):
        return str(_("This does not look like a number of this register. Kept as typed; please look again."))
    return ""


def validate_contact(kind: str, value: str) -> None:
    """Raise unless `value` can serve as a contact of this kind."""
    if kind == ContactKind.EMAIL:
        validate_email(value)
    if kind in {ContactKind.WEBSITE, ContactKind.SOCIAL} and not re.match(r"^https?://[^\s/]+\.[^\s]+$", value):
        raise ValidationError(_("Write the whole address, beginning with https://."), code="website")


def validate_contact_length(value: str) -> None:
    if len(value) > CONTACT_LIMIT and "PGP" not in value:
        raise ValidationError(_("This is too long for a contact."), code="contact_length")
