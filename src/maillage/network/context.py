"""The name of this instance: that of its home organisation, as strangers may read it."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from maillage.network.models import Organisation
from maillage.network.readers import STRANGER

KEY = "home-organisation"
KEPT_FOR = 30  # seconds, in each process: a hidden name is gone from every page within the minute


def instance(request: HttpRequest) -> dict[str, object]:
    """`instance_name` for every page; nothing is asked of the database by a page that does not show it."""
    return {"instance_name": SimpleLazyObject(name)}


def name() -> str:
    home = cache.get_or_set(KEY, _home, KEPT_FOR)
    return home.label_in(get_language()) if home else "Maillage"


def forget() -> None:
    """For those who keep what carries the name: they begin with it as it is now."""
    cache.delete(KEY)


def _home() -> Organisation | str:
    """The home organisation; an empty text when there is none, which a cache can keep."""
    home = Organisation.objects.visible_to(STRANGER).filter(is_home=True).only("label").first()
    return home if home and home.label else ""
