"""The table of contents of the exchange."""

from maillage.exchange.freshness import urls as freshness

app_name = "exchange"
urlpatterns = [*freshness.urlpatterns]
