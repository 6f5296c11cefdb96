"""The lists of articles; the pages themselves are served by Wagtail, last (config.urls)."""

from django.urls import path

from maillage.publications.feeds.urls import in_a_language
from maillage.publications.views import lists, paper

app_name = "publications"
urlpatterns = [
    path("articles/", lists.articles, name="articles"),
    path("articles/<int:pk>.pdf", paper.article_pdf, name="article-pdf"),
    *in_a_language,
]
