"""People, for tests."""

from typing import Any

import factory
from django.test import Client

from maillage.accounts.models import Person

PASSWORD = "a long enough passphrase"


class PersonFactory(factory.django.DjangoModelFactory):
    """Someone whose address is proven and who has a password."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **fields: Any) -> Person:
        return Person.objects.create_user(*args, **fields)


def sign_in(client: Client, person: Person) -> None:
    """As after the sign-in page: the first of our backends only knows rights."""
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
