"""Addresses inside the back office, under the name `relays`."""

from django.urls import include, path

from maillage.publications.relays.admin import feeds, inbox

patterns = [
    path("relays/", inbox.inbox, name="inbox"),
    path("relays/decide/", inbox.decide, name="decide"),
    path("relays/<int:pk>/", inbox.item, name="item"),
    path("relays/feeds/", feeds.feeds, name="feeds"),
    path("relays/feeds/follow/", feeds.follow, name="follow"),
    path("relays/feeds/<int:pk>/", feeds.feed, name="feed"),
]
urlpatterns = [path("", include((patterns, "relays")))]
