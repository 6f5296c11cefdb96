"""Addresses for programs; they have no language in them, so that they stay."""

from django.urls import path

from maillage.exchange.api.profiles import profile
from maillage.exchange.api.service import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("profiles/<uuid:uuid>.json", profile, name="murmurations-profile"),
]
