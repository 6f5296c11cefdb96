"""What may enter as a picture, and what of it is kept: the picture alone."""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}  # what we read → the ending we write
LARGEST_SIDE = 4000


def clean_picture(upload: UploadedFile) -> ContentFile[bytes]:
    """`upload` drawn again: its kind known by its content, turned upright, without place, camera or author.

    Raises ValidationError, in the reader's words, for what is too large or is no picture.
    """
    if (upload.size or 0) > settings.UPLOAD_LIMIT:
        raise ValidationError(_("This file is larger than 5 MB. Choose a smaller picture."), code="too_large")
    try:
        upload.seek(0)
        with Image.open(upload, formats=tuple(FORMATS)) as picture:
            kind = picture.format or ""
            return ContentFile(_drawn_again(picture, kind), name=f"picture.{FORMATS[kind]}")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as problem:
        raise ValidationError(
            _("This file is not a picture we can read. Choose a PNG, JPEG or WebP file."), code="not_a_picture"
        ) from problem


def _drawn_again(picture: Image.Image, kind: str) -> bytes:
    upright = ImageOps.exif_transpose(picture) or picture
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    bare = upright.convert("RGB" if kind == "JPEG" else "RGBA")
    bare.info = {}  # a copy carries comments, profiles and positions along; the points do not
    out = BytesIO()
    bare.save(out, format=kind, quality=88) if kind != "PNG" else bare.save(out, format=kind)
    return out.getvalue()
