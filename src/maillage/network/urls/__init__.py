"""The table of contents of the network: the directory, and what people with a mandate do."""

from maillage.network.urls import mine

app_name = "network"
urlpatterns = [*mine.urlpatterns]
