"""The table of contents of newsletters."""

from maillage.letters.urls import office, reading

app_name = "letters"
urlpatterns = [*office.urlpatterns, *reading.urlpatterns]
