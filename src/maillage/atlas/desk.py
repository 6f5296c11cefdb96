"""What the atlas puts on people's desk: the maps of the networks they coordinate."""

from typing import Any

from maillage.atlas.queries.own_maps import networks_kept
from maillage.network.readers import Reader


def maps(reader: Reader) -> dict[str, Any] | None:
    networks = networks_kept(reader)
    return {"networks": networks} if networks else None
