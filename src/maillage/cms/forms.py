"""The forms of Wagtail's libraries: pictures are drawn again, documents are looked into before they are kept."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from maillage.cms.documents import check_document
from maillage.cms.pictures import clean_picture


class PictureForm(BaseImageForm):
    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        return clean_picture(upload) if isinstance(upload, UploadedFile) else upload


class FileForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            check_document(upload)
        return upload
