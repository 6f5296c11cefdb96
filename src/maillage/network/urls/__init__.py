"""The table of contents of the network: the public directory and its networks, and what people with a mandate do."""

from maillage.network.urls import directory, mine, networks

app_name = "network"
urlpatterns = [*directory.urlpatterns, *networks.urlpatterns, *mine.urlpatterns]
