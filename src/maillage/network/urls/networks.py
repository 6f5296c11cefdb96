"""Networks over time, side by side, and what links them."""

from django.urls import path

from maillage.network.views import members, networks

urlpatterns = [
    path("organisations/<record:slug>/members/", members.organisation_members, name="organisation-members"),
    path("organisations/<record:slug>/ties/", networks.organisation_ties, name="organisation-ties"),
    path("networks/shared/", networks.shared, name="shared"),
    path("networks/chain/", networks.chain, name="chain"),
    path("networks/bridges/", networks.bridges, name="bridges"),
]
