"""The lists of articles; the pages themselves are served by Wagtail, last (config.urls)."""

from django.urls import path

from maillage.publications.feeds.urls import in_a_language
from maillage.publications.views import lists

app_name = "publications"
urlpatterns = [
    path("articles/", lists.articles, name="articles"),
    *in_a_language,
]
