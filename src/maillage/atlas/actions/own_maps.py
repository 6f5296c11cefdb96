"""A network keeps the maps of its own members: never shown more widely than the network itself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.atlas.actions.partner_maps import add_map, change_map
from maillage.atlas.models import PartnerMap
from maillage.network.models import Organisation

LONGEST = 70  # letters of an address, before what tells two alike apart
KEPT_BY_IT = frozenset(
    {"title", "text", "filters", "audience", "circle", "precision_cap", "threshold", "languages", "origins"}
)


@transaction.atomic
def add_own_map(network: Organisation, *, by: Person, **values: object) -> PartnerMap:
    """Add a map of the members of `network`, at an address made of their names. Raises ValidationError."""
    _check(network, values)
    return add_map(by=by, network=network, slug=_address(network, str(values.get("title", ""))), **values)


@transaction.atomic
def change_own_map(changed: PartnerMap, *, by: Person, **values: object) -> PartnerMap:
    """Change what a network decides of its map: neither its address nor whose members it shows. Raises ValidationError."""
    if changed.network is None:
        raise ValidationError(_("This map is kept by the stewards."))
    _check(changed.network, values)
    return change_map(changed, by=by, **values)


def _check(network: Organisation, values: dict[str, object]) -> None:
    if values.keys() - KEPT_BY_IT:
        raise TypeError(f"A network does not decide on {sorted(values.keys() - KEPT_BY_IT)} of its map.")
    widest = Organisation.objects.select_for_update(of=("self",)).get(pk=network.pk).shown_to
    if "audience" in values and int(str(values["audience"])) < widest:
        wider = _("The network itself is not shown so widely: choose fewer readers, or show the network to more.")
        raise ValidationError({"audience": wider})


def _address(network: Organisation, title: str) -> str:
    wanted = slugify(f"{network.slug}-{title}")[:LONGEST].strip("-") or "map"
    if not PartnerMap.objects.filter(slug=wanted).exists():
        return wanted
    return f"{wanted}-{get_random_string(6, 'abcdefghijkmnpqrstuvwxyz23456789')}"
