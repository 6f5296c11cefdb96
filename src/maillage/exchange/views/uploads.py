"""Receiving a file: streamed to a temporary file, never held in memory, stopped at the limit."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from maillage.exchange.actions import runs as actions
from maillage.exchange.enums import RunState
from maillage.exchange.errors import FileRefused
from maillage.exchange.forms.imports import UploadForm
from maillage.exchange.queries import runs as queries
from maillage.exchange.views.access import StewardRequest, for_stewards

MEGABYTE = 1024 * 1024


class UpToLimit(TemporaryFileUploadHandler):
    """Writes what arrives to a temporary file, and what is beyond the limit nowhere."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.IMPORT_LIMIT:
            self.request.is_too_large = True  # type: ignore[union-attr]
            self.file.close()
            raise StopUpload(connection_reset=False)  # the rest is read and thrown away, so that our answer arrives
        super().receive_data_chunk(raw_data, start)


@method_decorator([csrf_exempt, for_stewards], name="dispatch")  # checked below, once files go where they should
class ImportNew(View):
    http_method_names = ["get", "head", "post"]

    def get(self, request: StewardRequest) -> HttpResponseBase:
        return self._page(request, UploadForm(initial={"source": request.GET.get("source", "")[:80]}))

    def post(self, request: StewardRequest) -> HttpResponseBase:
        request.upload_handlers = [UpToLimit(request)]
        return csrf_protect(self.receive)(request)

    def receive(self, request: StewardRequest) -> HttpResponseBase:
        form = UploadForm(request.POST, request.FILES)
        if getattr(request, "is_too_large", False):
            return self._refused(request, _too_large())
        if not form.is_valid():
            return self._page(request, form)
        sent = form.cleaned_data["file"]
        said = {
            "file_name": sent.name or "",
            "source": form.cleaned_data["source"],
            "sheet": form.cleaned_data["sheet"],
        }
        try:
            run = actions.receive_file(Path(sent.temporary_file_path()), by=request.user, **said)
        except FileRefused as refusal:
            return self._refused(request, refusal, name=sent.name or "", source=said["source"])
        run.refresh_from_db()
        if run.state != RunState.UPLOADED:
            messages.success(request, _("The columns of this source are known: the file is being read."))
            return redirect("exchange:import-preview", pk=run.pk)
        return redirect("exchange:import-columns", pk=run.pk)

    @staticmethod
    def _page(request: StewardRequest, form: UploadForm) -> HttpResponseBase:
        largest = settings.IMPORT_LIMIT
        context = {"form": form, "sources": queries.sources(), "limit": largest // MEGABYTE, "largest": largest}
        return render(request, "exchange/imports/new.html", context)

    @staticmethod
    def _refused(request: StewardRequest, refusal: FileRefused, **more: str) -> HttpResponseBase:
        """One page for every file that cannot be used: why, what to do, and the way back."""
        return render(request, "exchange/imports/refused.html", {"refusal": refusal, **more}, status=422)


def _too_large() -> FileRefused:
    return FileRefused(
        _("This file is larger than %(limit)s MB; no more is read.") % {"limit": settings.IMPORT_LIMIT // MEGABYTE},
        _("Split it into several files, or ask whoever runs this instance to raise the limit."),
    )
