"""Feeds and cards, under the language of a page; what programs ask of the whole site, under none."""

from django.urls import path, re_path

from maillage.publications.cards.views import card
from maillage.publications.feeds import views
from maillage.publications.walkers import views as walkers

KIND = r"(?P<kind>atom|rss|json)"
in_a_language = [
    re_path(rf"^feed\.{KIND}$", views.site, name="feed"),
    re_path(rf"^articles/feed\.{KIND}$", views.articles, name="articles-feed"),
    re_path(rf"^(?P<path>[\w/-]+)/feed\.{KIND}$", views.rubric, name="rubric-feed"),
    re_path(r"^cards/(?P<pk>\d{1,18})-(?P<name>[0-9a-f]{20})\.png$", card, name="card"),
]
urlpatterns = [
    path("robots.txt", walkers.robots, name="robots"),
    path("sitemap.xml", walkers.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", walkers.sitemap, name="sitemap-section"),
]
