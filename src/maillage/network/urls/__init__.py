"""The table of contents of the network: the public directory, and what people with a mandate do."""

from maillage.network.urls import directory, mine

app_name = "network"
urlpatterns = [*directory.urlpatterns, *mine.urlpatterns]
