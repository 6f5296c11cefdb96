"""The form of Wagtail's picture library: what it saves has been drawn again."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm

from maillage.cms.pictures import clean_picture


class PictureForm(BaseImageForm):
    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        return clean_picture(upload) if isinstance(upload, UploadedFile) else upload
