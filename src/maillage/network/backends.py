"""Stewards run the back office because of their mandate at the home organisation; it ends when the mandate ends."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Model

from maillage.accounts.models import Person
from maillage.network.queries.readers import reader_of

REFUSED = {
    "network.delete_organisation",  # records are merged, hidden or dissolved, never dropped
    "accounts.add_person",  # people are invited, suspended and erased by acts that the journal knows
    "accounts.change_person",
    "accounts.delete_person",
}
REFUSED_APPS = {"auth", "wagtailcore"}  # rights come from mandates; sites and workflows have no page here


class StewardBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        if not isinstance(user_obj, Person) or not user_obj.is_active:
            return False
        if perm in REFUSED or perm.partition(".")[0] in REFUSED_APPS:
            return False
        return _is_steward(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return isinstance(user_obj, Person) and user_obj.is_active and _is_steward(user_obj)


def _is_steward(person: Person) -> bool:
    """Asked once per request: the answer stays on the request's own person."""
    if not hasattr(person, "is_steward_now"):
        person.is_steward_now = reader_of(person).is_steward  # type: ignore[attr-defined]
    return bool(person.is_steward_now)  # type: ignore[attr-defined]
