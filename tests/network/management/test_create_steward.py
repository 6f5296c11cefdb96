"""`maillage create-steward`."""

import pytest
from django.core.management import CommandError, call_command

from maillage.accounts.models import Person
from maillage.network.models import Mandate, Organisation
from maillage.network.queries.readers import reader_of

pytestmark = pytest.mark.django_db


def test_first_steward_opens_the_home_organisation(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("create-steward", "Amal@Example.org", "--organisation", "Ipam", "--language", "es")
    person = Person.objects.get()
    assert (person.email, person.language, person.has_usable_password()) == ("amal@example.org", "es", False)
    assert str(Organisation.objects.get(is_home=True)) == "Ipam"
    assert reader_of(person).is_steward
    assert "/es/accounts/login/code/" in capsys.readouterr().out


def test_twice_changes_nothing() -> None:
    for _n in range(2):
        call_command("create-steward", "amal@example.org", "--organisation", "Ipam")
    assert (Person.objects.count(), Mandate.objects.count(), Organisation.objects.count()) == (1, 1, 1)


def test_second_steward_joins_the_home_that_is() -> None:
    call_command("create-steward", "amal@example.org", "--organisation", "Ipam")
    call_command("create-steward", "bea@example.org", "--organisation", "Another")
    assert Organisation.objects.count() == 1
    assert all(reader_of(person).is_steward for person in Person.objects.all())


def test_without_a_home_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="--organisation"):
        call_command("create-steward", "amal@example.org")
    assert not Person.objects.exists()


def test_wrong_address_is_refused() -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create-steward", "amal", "--organisation", "Ipam")
    assert not Organisation.objects.exists()
