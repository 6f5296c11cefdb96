"""The pages of the atlas, in the language of their address; `tiles` holds what has no language."""

from django.urls import path

from maillage.atlas.views import embeds, maps, opened, own_maps, partner_maps

app_name = "atlas"
urlpatterns = [
    path("map/", maps.world_map, name="map"),
    path("map/<slug:slug>/", partner_maps.partner_map, name="partner-map"),
    path("map.facts", opened.facts, name="facts"),
    path("map.names", opened.names, name="names"),
    path("map.within", opened.names_within, name="within"),
    path("map/<slug:slug>/facts", opened.partner_facts, name="partner-facts"),
    path("map/<slug:slug>/within", opened.partner_within, name="partner-within"),
    path("mine/<slug:slug>/maps/", own_maps.own_maps, name="own-maps"),
    path("mine/<slug:slug>/maps/add/", own_maps.own_map_add, name="own-map-add"),
    path("mine/<slug:slug>/maps/<int:pk>/", own_maps.own_map, name="own-map"),
    path("mine/<slug:slug>/maps/<int:pk>/remove/", own_maps.own_map_remove, name="own-map-remove"),
    path("embed/<slug:slug>/", embeds.embed, name="embed"),
    path("embed/<slug:slug>/facts", opened.embed_facts, name="embed-facts"),
    path("embed/<slug:slug>/within", opened.embed_within, name="embed-within"),
]
