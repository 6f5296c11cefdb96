"""What an editor may name beside an article is what this editor may see."""

import pytest
from django.core.exceptions import ValidationError
from tests.factories.network import OrganisationFactory

from maillage.network.enums import Audience
from maillage.publications.forms import OrganisationField
from maillage.publications.rules import is_spoken_for

pytestmark = pytest.mark.django_db


def test_a_hidden_organisation_is_as_unknown_as_one_that_never_was():
    hidden = OrganisationFactory(name="Zqhidden", audience=Audience.STEWARDS)
    said = []
    for typed in (hidden.slug, "zqabsent"):
        with pytest.raises(ValidationError) as refused:
            OrganisationField().clean(typed)
        said.append(refused.value.messages[0].replace(typed, "…"))

    assert said[0] == said[1]


def test_it_is_found_by_its_address_its_name_or_a_part_of_it():
    attac = OrganisationFactory(name="Attac France")
    OrganisationFactory(name="Attac Togo")
    field = OrganisationField()

    assert field.clean(attac.slug) == field.clean("attac france") == attac
    with pytest.raises(ValidationError, match="Several are found"):
        field.clean("attac")


def test_what_a_steward_named_stays_without_being_told():
    hidden = OrganisationFactory(name="Zqhidden", audience=Audience.STEWARDS)
    field = OrganisationField()
    assert field.prepare_value(hidden.pk) == f"#{hidden.pk}"
    with pytest.raises(ValidationError):
        field.clean(f"#{hidden.pk}")
    field.kept = hidden.pk

    assert field.clean(f"#{hidden.pk}") == hidden
    assert not field.has_changed(hidden.pk, f"#{hidden.pk}")


@pytest.mark.parametrize(("slug", "is_taken"), [("organisations", True), ("articles", True), ("campagnes", False)])
def test_a_first_rubric_cannot_stand_behind_a_page_of_the_platform(slug, is_taken):
    assert is_spoken_for("fr", slug) == is_taken
