"""What a map loads: the same in every language, so outside the language prefixes."""

from django.urls import path

from maillage.atlas.views import basemap, tiles

urlpatterns = [
    path("tiles/basemap.pmtiles", basemap.basemap, name="basemap"),
    path("tiles/<slug:map>.json", tiles.tilejson, name="tilejson"),
    path("tiles/<slug:map>/<int:z>/<int:x>/<int:y>.mvt", tiles.tile, name="tile"),
    path("tiles/<slug:map>/<int:z>/<int:x>/<int:y>.json", tiles.spot, name="spot"),
]
