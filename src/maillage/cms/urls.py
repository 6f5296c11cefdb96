"""Where pictures and documents are read. Wagtail's own doors for private collections are not opened."""

from django.urls import path
from wagtail.documents.views.serve import serve

from maillage.cms.views.files import rendition

urlpatterns = [
    path("media/images/<str:name>", rendition, name="picture"),
    path("documents/<int:document_id>/<str:document_filename>", serve, name="wagtaildocs_serve"),
]
