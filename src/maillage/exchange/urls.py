"""The table of contents of the exchange."""

from maillage.exchange.freshness import urls as freshness
from maillage.exchange.runs import urls as imports

app_name = "exchange"
urlpatterns = [*imports.urlpatterns, *freshness.urlpatterns]
