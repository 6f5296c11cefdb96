"""Addresses of the wizard that brings files in."""

from django.urls import path

from maillage.exchange.views import imports, uploads

urlpatterns = [
    path("imports/", imports.import_list, name="import-list"),
    path("imports/new/", uploads.ImportNew.as_view(), name="import-new"),
    path("imports/<int:pk>/", imports.import_preview, name="import-preview"),
    path("imports/<int:pk>/columns/", imports.import_columns, name="import-columns"),
    path("imports/<int:pk>/progress/", imports.import_progress, name="import-progress"),
    path("imports/<int:pk>/decide/", imports.import_decide, name="import-decide"),
    path("imports/<int:pk>/accept/", imports.import_accept, name="import-accept"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import-discard"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import-undo"),
    path("imports/<int:pk>/refused.csv", imports.import_refused, name="import-refused"),
]
