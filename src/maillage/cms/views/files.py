"""Pictures and documents of the editorial side, for everyone: nothing here asks who reads, so nothing here is secret."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

KEPT = "public, max-age=604800"  # a rendition never changes under its name
TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """A picture in one of the sizes in which a page shows it; originals are not given."""
    kind = TYPES.get(Path(name).suffix.lower())
    file = Path(settings.MEDIA_ROOT) / "images" / name
    if kind is None or not file.is_file():
        raise Http404
    response = FileResponse(file.open("rb"), content_type=kind)
    response["Cache-Control"] = KEPT
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
