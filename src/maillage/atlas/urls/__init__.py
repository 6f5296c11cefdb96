"""The pages of the atlas, in the language of their address; `tiles` holds what has no language."""

from django.urls import URLPattern

app_name = "atlas"
urlpatterns: list[URLPattern] = []
