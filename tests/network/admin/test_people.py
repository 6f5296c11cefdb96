"""People, mandates, invitations."""

from django.urls import reverse
from tests.factories.accounts import PersonFactory
from tests.factories.network import MandateFactory, OrganisationFactory

from maillage.journal.models import Entry
from maillage.network.enums import Act
from maillage.network.models import Mandate


def test_mandate_is_granted_and_ended(office, boss):
    person, organisation = PersonFactory(), OrganisationFactory()
    values = {"person": person.email, "organisation": organisation.slug, "role": "editor", "since": "2026-01-01"}
    office.post(reverse("mandates:add"), values)
    mandate = Mandate.objects.get(person=person)
    assert mandate.granted_by == boss
    office.post(reverse("mandates:delete", args=[mandate.pk]))
    mandate.refresh_from_db()
    assert mandate.revoked_at is not None
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [Act.MANDATE_GRANTED, Act.MANDATE_ENDED]


def test_person_is_suspended_and_restored(office):
    person = PersonFactory()
    url = reverse("office:person", args=[person.pk])
    assert "reason" in office.post(url, {"reason": ""}).context["form"].errors
    office.post(url, {"reason": "The address was stolen."})
    person.refresh_from_db()
    assert not person.is_active
    office.post(url, {"reason": "It is theirs again."})
    person.refresh_from_db()
    assert person.is_active
    acts = list(Entry.objects.about(person).order_by("pk").values_list("act", flat=True))
    assert acts == [Act.PERSON_SUSPENDED, Act.PERSON_RESTORED]


def test_nobody_closes_their_own_access(office, boss):
    response = office.post(reverse("office:person", args=[boss.pk]), {"reason": "Tired."})
    assert response.context["form"].non_field_errors()
    boss.refresh_from_db()
    assert boss.is_active


def test_person_page_shows_their_mandates(office):
    mandate = MandateFactory()
    page = office.get(reverse("office:person", args=[mandate.person_id]))
    assert list(page.context["mandates"]) == [mandate]


def test_current_mandates_are_told_from_those_that_ended(office, boss):
    ended = MandateFactory(since="2001-01-01", until="2002-01-01")
    rows = office.get(reverse("mandates:index"), {"is_current": "false"}).context["object_list"]
    assert list(rows) == [ended]
