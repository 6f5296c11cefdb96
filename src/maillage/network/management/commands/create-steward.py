"""`maillage create-steward EMAIL`: the first person of an instance, and whoever must be let in from the outside."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from maillage.accounts.models import Person
from maillage.network.actions import mandates, organisations
from maillage.network.enums import MandateRole, OrganisationKind
from maillage.network.models import Organisation


class Command(BaseCommand):
    help = "Let someone in as a steward: coordinator of the home organisation. Doing it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="as the network should read it")
        parser.add_argument("--language", choices=list(dict(settings.LANGUAGES)), default=settings.LANGUAGE_CODE)
        parser.add_argument("--organisation", default="", help="name of the home organisation, when there is none yet")

    def handle(self, *args: object, **options: Any) -> None:
        email = _checked(options["email"])
        with transaction.atomic():
            home = _home(options["organisation"])
            person = _person(email, name=options["name"], language=options["language"])
            mandates.grant(person, home, role=MandateRole.COORDINATOR, by=None)
        with translation.override(person.language):
            address = settings.BASE_URL + reverse("account_request_login_code")
        self.stdout.write(f"{person.email} is a steward of {home}.")
        self.stdout.write(f"To sign in, ask for a code at {address}: it comes by mail.")


def _checked(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError as problem:
        raise CommandError(f"{email!r} is not an e-mail address. Write one such as name@example.org.") from problem
    return email.lower()


def _home(name: str) -> Organisation:
    home = Organisation.objects.filter(is_home=True).first()
    if home is None and not name:
        raise CommandError("This instance has no home organisation yet: name it with --organisation NAME.")
    return home or organisations.add_organisation(name=name, by=None, kind=OrganisationKind.NETWORK, is_home=True)


def _person(email: str, *, name: str, language: str) -> Person:
    found = Person.objects.filter(email__iexact=email).first()
    return found or Person.objects.create_user(email, name=name, language=language)
