"""The people of the demonstration: one per role. Their one password is printed, so they exist on demonstrations only."""

from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from maillage.accounts.models import Person
from maillage.network.actions import mandates
from maillage.network.enums import MandateRole
from maillage.network.models import Organisation

PASSWORD = "another-world-1976"  # noqa: S105 -- meant to be read


class Login(NamedTuple):
    """organisation: a slug; empty for someone without a mandate."""

    email: str
    name: str
    what: StrPromise
    role: MandateRole | None = None
    organisation: str = ""


LOGINS = (
    Login("steward@example.org", "Inès Tarvola", _("steward of the network"), MandateRole.COORDINATOR, "ipam"),
    Login("reviewer@example.org", "Noé Saldira", _("reviewer"), MandateRole.REVIEWER, "ipam"),
    Login("coordinator@example.org", "Awa Nerodi", _("coordinator"), MandateRole.COORDINATOR, "maison-tavelune"),
    Login("editor@example.org", "Luz Tomera", _("editor"), MandateRole.EDITOR, "maison-tavelune"),
    Login("signatory@example.org", "Élie Darnoma", _("signatory"), MandateRole.SIGNATORY, "maison-tavelune"),
    Login("treasurer@example.org", "Rosa Kilanda", _("treasurer"), MandateRole.TREASURER, "maison-tavelune"),
    Login("member@example.org", "Marta Solbina", _("member"), MandateRole.SIGNATORY, "foro-barulina"),
    Login("circle@example.org", "Dario Melusta", _("member of a circle"), MandateRole.COORDINATOR, "rete-orvamina"),
    Login(
        "other@example.org",
        "Joana Ribanda",
        _("member of another network"),
        MandateRole.COORDINATOR,
        "coletivo-quilanda",
    ),
    Login("nobody@example.org", "Sami Lodara", _("person without a mandate")),
)


def add_people() -> None:
    """Add who is missing. The password is hashed once: ten slow hashes would hold up the first start."""
    known = set(Person.objects.filter(email__in=[login.email for login in LOGINS]).values_list("email", flat=True))
    hashed = make_password(PASSWORD)
    for login in LOGINS:
        if login.email in known:
            continue
        person = Person.objects.create(email=login.email, name=login.name, password=hashed)
        EmailAddress.objects.create(user=person, email=login.email, verified=True, primary=True)
        if login.role:
            organisation = Organisation.objects.get(slug=login.organisation)
            mandates.grant(person, organisation, role=login.role, by=None)
