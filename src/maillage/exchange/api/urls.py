"""Addresses for programs; they have no language in them, so that they stay."""

from django.urls import path

from maillage.exchange.api.service import api

urlpatterns = [path("api/v1/", api.urls)]
