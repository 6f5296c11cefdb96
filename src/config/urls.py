"""The table of contents of an instance."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from maillage.portal.views import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("maillage.ui.urls")),
    path("", RedirectView.as_view(pattern_name="portal:home"), name="root"),
    *i18n_patterns(
        path("accounts/", include("maillage.accounts.urls.doors")),
        path("me/", include("maillage.accounts.urls")),
        path("", include("maillage.network.urls")),
        path("", include("maillage.exchange.urls")),
        path("", include("maillage.portal.urls")),
    ),
]
