"""What the journal knows of someone, and what stays when they go."""

import pytest
from django.db import DatabaseError, transaction
from tests.factories.accounts import PersonFactory

from maillage.accounts import actions as accounts
from maillage.journal import actions, holdings
from maillage.journal.models import Entry


@pytest.mark.django_db
def test_rows_are_of_what_one_did_and_of_what_was_done_to_one() -> None:
    amal, bea = PersonFactory(), PersonFactory()
    actions.record("greeted", bea, by=amal, reason="Kindness")
    actions.record("waved", bea, by=bea)
    assert [row["act"] for row in holdings.rows(amal.pk)] == ["greeted"]
    assert [row["act"] for row in holdings.rows(bea.pk)] == ["greeted", "waved"]


@pytest.mark.django_db
def test_erasing_leaves_a_number_that_names_nobody() -> None:
    amal = PersonFactory(name="Amal Unique", email="unique@example.org")
    number = amal.pk
    actions.record("greeted", amal, by=amal)
    accounts.erase(amal)
    acts = list(Entry.objects.filter(actor_id=number).order_by("pk").values_list("act", flat=True))
    assert acts == ["greeted", "person-erased"]
    assert not any("nique" in str(values) for values in Entry.objects.values_list())


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", [lambda: Entry.objects.all().delete(), lambda: Entry.objects.update(reason="x")])
def test_entries_cannot_be_changed_or_removed(attempt) -> None:
    actions.record("greeted", PersonFactory())
    with pytest.raises(DatabaseError), transaction.atomic():
        attempt()
