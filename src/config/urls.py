"""The table of contents of an instance."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from maillage.atlas.urls import app_name as atlas_name
from maillage.atlas.urls import snippet as atlas_snippet
from maillage.atlas.urls import tiles as atlas_tiles
from maillage.atlas.urls import urlpatterns as atlas_pages
from maillage.exchange.api.guide import guide as api_guide
from maillage.portal.views import health
from maillage.publications.views.pages import serve as serve_page

# one namespace with and without a language prefix: `include` would not take the second
atlas = ([*atlas_tiles.urlpatterns, *atlas_snippet.urlpatterns, *i18n_patterns(*atlas_pages)], atlas_name, atlas_name)

urlpatterns = [
    path("healthz", health, name="health"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("maillage.ui.urls")),
    path("", include("maillage.cms.urls")),
    path("", include("maillage.publications.feeds.urls")),
    path("", include("maillage.exchange.api.urls")),
    path("ogc/", include("maillage.exchange.ogc.urls")),
    path("", include("maillage.letters.urls.webhook")),
    path("", atlas),
    path("", RedirectView.as_view(pattern_name="portal:home"), name="root"),
    *i18n_patterns(
        path("accounts/", include("maillage.accounts.urls.doors")),
        path("me/", include("maillage.accounts.urls")),
        path("api/", api_guide, name="api-guide"),
        path("", include("maillage.exchange.booklet.urls")),
        path("", include("maillage.network.urls")),
        path("", include("maillage.exchange.urls")),
        path("", include("maillage.portal.urls")),
        path("", include("maillage.letters.urls")),
        path("", include("maillage.publications.urls")),
        re_path(serve_pattern, serve_page, name="wagtail_serve"),  # last: the pages of the publications
    ),
]
