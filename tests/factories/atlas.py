"""Partner maps, as their action leaves them."""

from typing import Any

import factory

from maillage.atlas.actions.partner_maps import add_map
from maillage.atlas.models import PartnerMap
from maillage.network.enums import Audience


class PartnerMapFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PartnerMap

    slug = factory.Sequence(lambda n: f"map-{n}")
    title = "A map"
    audience = Audience.PUBLIC

    @classmethod
    def _create(cls, model_class: type[PartnerMap], *args: Any, **values: Any) -> PartnerMap:
        return add_map(by=None, **values)
