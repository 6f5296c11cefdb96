"""Who speaks for an organisation, so that a letter asks them. Looked up each time; no address is copied."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from maillage.accounts.models import Person
from maillage.exchange.freshness.enums import Recipients
from maillage.network.enums import ContactKind
from maillage.network.models import ContactPoint, Mandate, Organisation
from maillage.network.queries.readers import EDITING_ROLES


@dataclass(frozen=True)
class Recipient:
    """An address to write to; `person` when it is that of someone with a mandate."""

    address: str
    language: str
    person: Person | None = None

    @property
    def digest(self) -> str:
        return digest_of(self.address)


def digest_of(address: str) -> str:
    """A fingerprint that only this instance can make: it finds an address again and tells nobody what it was."""
    return salted_hmac("maillage.freshness", address.strip().lower(), algorithm="sha256").hexdigest()


def recipients_of(organisation: Organisation) -> list[Recipient]:
    """Those with a mandate to coordinate or to edit; without any, the first e-mail address among its contacts."""
    mandates = Mandate.objects.current().filter(
        organisation=organisation, role__in=EDITING_ROLES, person__is_active=True
    )
    people = Person.objects.filter(pk__in=mandates.values("person")).order_by("pk")
    found = [Recipient(person.email, person.language or settings.LANGUAGE_CODE, person) for person in people]
    return found or _contact_of(organisation)


def kind_of(found: Sequence[Recipient]) -> Recipients:
    return Recipients.MANDATED if found[0].person else Recipients.CONTACT


def _contact_of(organisation: Organisation) -> list[Recipient]:
    contact = ContactPoint.objects.filter(organisation=organisation, kind=ContactKind.EMAIL).order_by("pk").first()
    ours = [code for code, _name in settings.LANGUAGES]
    spoken = [code for code in organisation.languages if code in ours]
    return [Recipient(contact.value, (spoken or [settings.LANGUAGE_CODE])[0])] if contact else []
