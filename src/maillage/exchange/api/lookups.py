"""What parameters name, found among what the reader may know: what is hidden is as unknown as what does not exist."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from maillage.exchange.api.problems import Refused
from maillage.network.models import Organisation, TieType
from maillage.network.readers import Reader

MOST_VALUES = 20


def known_organisations(reader: Reader, slugs: list[str]) -> tuple[int, ...]:
    found = dict(Organisation.objects.visible_to(reader).filter(slug__in=_asked(slugs)).values_list("slug", "pk"))
    _refuse("organisation", set(slugs) - set(found))
    return tuple(found.values())


def known_tie_types(codes: list[str]) -> tuple[str, ...]:
    found = set(TieType.objects.filter(code__in=_asked(codes)).values_list("code", flat=True)) if codes else set()
    _refuse("type", set(codes) - found)
    return tuple(sorted(found))


def _asked(values: list[str]) -> list[str]:
    if len(values) > MOST_VALUES:
        raise Refused([_("A filter takes %(count)d values at most.") % {"count": MOST_VALUES}])
    return [value for value in values if "\x00" not in value]


def _refuse(name: str, unknown: Iterable[str]) -> None:
    if values := sorted(unknown):
        words = {"value": values[0].replace("\x00", "")[:60], "name": name}
        raise Refused([_("“%(value)s” is not something we know under %(name)s.") % words])
