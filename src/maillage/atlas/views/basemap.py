"""The operator's own street map: one PMTiles file, read by ranges from the same origin."""

import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

LARGEST = 4 * 1024 * 1024  # bytes of one answer; a reader asks for a few hundred thousand at most
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?", re.ASCII)
KEPT = "public, max-age=86400"  # nothing of the directory is in it


@require_safe
def basemap(request: HttpRequest) -> HttpResponseBase:
    file = Path(settings.BASEMAP) if settings.BASEMAP else None
    if file is None or not file.is_file():
        raise Http404
    size = file.stat().st_size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    response: HttpResponseBase = _part(file, size, asked) if asked else FileResponse(file.open("rb"))
    response["Content-Type"] = "application/vnd.pmtiles"
    response["Accept-Ranges"], response["Cache-Control"] = "bytes", KEPT
    response["ETag"] = f'"{size}-{file.stat().st_mtime_ns}"'
    return response


def _part(file: Path, size: int, asked: re.Match[str]) -> HttpResponse:
    first = int(asked[1])
    last = min(int(asked[2]) if asked[2] else size - 1, size - 1, first + LARGEST - 1)
    if first >= size or last < first:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with file.open("rb") as opened:
        opened.seek(first)
        content = opened.read(last - first + 1)
    return HttpResponse(content, status=206, headers={"Content-Range": f"bytes {first}-{last}/{size}"})
