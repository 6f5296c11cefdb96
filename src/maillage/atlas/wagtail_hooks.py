"""What Wagtail's admin is told of the atlas."""

from typing import Any

from wagtail import hooks

from maillage.atlas.admin.maps import PartnerMapViewSet
from maillage.atlas.enums import Act
from maillage.journal.phrases import register_acts

register_acts(Act)


@hooks.register("register_admin_viewset")
def viewset() -> Any:
    return PartnerMapViewSet("partner-maps")
