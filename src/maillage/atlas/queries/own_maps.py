"""The maps a network keeps of its members."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.atlas.models import PartnerMap
from maillage.network.models import Organisation, Tie
from maillage.network.readers import Reader


def maps_of(network: Organisation, reader: Reader) -> QuerySet[PartnerMap]:
    return PartnerMap.objects.visible_to(reader).filter(network=network).select_related("circle").order_by("slug")


def networks_kept(reader: Reader) -> list[tuple[Organisation, int]]:
    """The organisations this person coordinates that have members, or maps of them; each with the number of its maps."""
    if not reader.coordinates:
        return []
    members = Tie.objects.visible_to(reader).standing().current().memberships().filter(b=OuterRef("pk"))
    maps = PartnerMap.objects.visible_to(reader).filter(network__in=reader.coordinates)
    ours = Organisation.objects.visible_to(reader).filter(pk__in=reader.coordinates)
    found = ours.filter(Q(Exists(members)) | Q(pk__in=maps.values("network_id"))).order_by("sort_key", "pk")
    kept = list(maps.values_list("network_id", flat=True))
    return [(one, kept.count(one.pk)) for one in found]
