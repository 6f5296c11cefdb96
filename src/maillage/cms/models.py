"""Wagtail's foundations: the image and document models every later page uses.

Nothing sensitive lives here: files of the editorial side are public by address.
"""

from typing import Any, ClassVar

from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    admin_form_fields: ClassVar = Image.admin_form_fields

    def generate_rendition_file(self, filter: Any, **options: Any) -> "ContentFile[bytes]":  # noqa: A002 -- Wagtail's name
        """A copy in memory; Wagtail would leave its temporary file open until the collector finds it."""
        with super().generate_rendition_file(filter, **options) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class Rendition(AbstractRendition):
    image: models.ForeignKey[Picture, Picture] = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="rendition_once")
        ]


class File(AbstractDocument):
    admin_form_fields: ClassVar = Document.admin_form_fields
