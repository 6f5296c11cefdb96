"""Addresses of our own pages inside the back office, under the name `office`."""

from django.urls import include, path

from maillage.network.admin import bulk, hiding, inbox, merging, people, records, ties

patterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/proposals/<int:pk>/", inbox.proposal, name="proposal"),
    path("inbox/letters/<int:pk>/", inbox.retry, name="letter-retry"),
    path("organisations/bulk/", bulk.bulk, name="bulk"),
    path("organisations/<int:pk>/<slug:kind>/new/", records.add, name="facet-add"),
    path("organisations/<int:pk>/<slug:kind>/<int:row_pk>/", records.change, name="facet-change"),
    path("organisations/<int:pk>/<slug:kind>/<int:row_pk>/remove/", records.remove, name="facet-remove"),
    path("ties/<int:pk>/", ties.desk, name="tie"),
    path("ties/<int:pk>/roles/<int:role_pk>/remove/", ties.remove_role, name="tie-role-remove"),
    path("people/<int:pk>/", people.person, name="person"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:kept_pk>/<int:absorbed_pk>/", merging.compare, name="merge-compare"),
    path("merges/<int:pk>/", merging.merge, name="merge"),
    path("hides/", hiding.hides, name="hides"),
    path("hides/<int:pk>/lift/", hiding.lift, name="hide-lift"),
]
urlpatterns = [path("", include((patterns, "office")))]
