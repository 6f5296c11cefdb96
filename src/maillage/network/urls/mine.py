"""My organisation, and the invitations to it."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from maillage.network.views import (
    invitations,
    mine,
    mine_disclosure,
    mine_facets,
    mine_identity,
    mine_people,
    ties,
)
from maillage.network.views.mine_kinds import KINDS


class KindConverter(SlugConverter):
    """The kinds of row, so that no other address is taken for one."""

    regex = "|".join(KINDS)


register_converter(KindConverter, "facet_kind")

urlpatterns = [
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<slug:slug>/", mine.mine_detail, name="mine-detail"),
    path("mine/<slug:slug>/confirm/", mine.mine_confirm, name="mine-confirm"),
    path("mine/<slug:slug>/identity/", mine_identity.mine_identity, name="mine-identity"),
    path("mine/<slug:slug>/logo/", mine_identity.mine_logo, name="mine-logo"),
    path("mine/<slug:slug>/logo/remove/", mine_identity.mine_logo_remove, name="mine-logo-remove"),
    path("mine/<slug:slug>/who-sees-what/", mine_disclosure.who_sees, name="mine-who-sees"),
    path("mine/<slug:slug>/who-sees-what/preview/", mine_disclosure.who_sees_preview, name="mine-preview"),
    path("mine/<slug:slug>/people/", mine_people.people, name="mine-people"),
    path("mine/<slug:slug>/people/invite/", mine_people.invite, name="mine-invite"),
    path(
        "mine/<slug:slug>/people/invitations/<int:pk>/cancel/",
        mine_people.invitation_cancel,
        name="mine-invitation-cancel",
    ),
    path("mine/<slug:slug>/people/<int:pk>/end/", mine_people.mandate_end, name="mine-mandate-end"),
    path("mine/<slug:slug>/ties/propose/", ties.tie_search, name="mine-tie-search"),
    path("mine/<slug:slug>/ties/propose/<slug:other>/", ties.tie_propose, name="mine-tie-propose"),
    path("mine/<slug:slug>/ties/<uuid:uuid>/", ties.tie_detail, name="mine-tie"),
    path("mine/<slug:slug>/ties/<uuid:uuid>/confirm/", ties.tie_confirm, name="mine-tie-confirm"),
    path("mine/<slug:slug>/ties/<uuid:uuid>/dispute/", ties.tie_dispute, name="mine-tie-dispute"),
    path("mine/<slug:slug>/ties/<uuid:uuid>/end/", ties.tie_end, name="mine-tie-end"),
    path("mine/<slug:slug>/ties/<uuid:uuid>/withdraw/", ties.tie_withdraw, name="mine-tie-withdraw"),
    path("mine/<slug:slug>/<facet_kind:kind>/add/", mine_facets.facet_add, name="mine-facet-add"),
    path("mine/<slug:slug>/<facet_kind:kind>/<int:pk>/", mine_facets.facet_change, name="mine-facet"),
    path("mine/<slug:slug>/<facet_kind:kind>/<int:pk>/remove/", mine_facets.facet_remove, name="mine-facet-remove"),
]
