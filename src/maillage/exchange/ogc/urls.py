from django.urls import path

from maillage.exchange.ogc import views

app_name = "ogc"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("conformance", views.conformance, name="conformance"),
    path("api", views.api_definition, name="definition"),
    path("collections", views.collections, name="collections"),
    path("collections/<slug:collection>", views.collection, name="collection"),
    path("collections/<slug:collection>/items", views.items, name="items"),
    path("collections/<slug:collection>/items/<str:key>", views.item, name="item"),
]
