"""Pictures and files of the old site, brought into the libraries: drawn again, looked into, once each."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify

from maillage.cms.documents import check_document
from maillage.cms.models import File, Picture
from maillage.cms.pictures import clean_picture
from maillage.publications.imports.outcome import Outcome
from maillage.publications.imports.plan import Known
from maillage.publications.imports.remarks import Kind
from maillage.publications.imports.tree import Media, Source
from maillage.publications.models import Carried, Origin


class Library:
    """Gives the id of what a key became; None for what is not accepted. `take_back` removes files when all is undone."""

    def __init__(self, source: Source, origin: Origin, known: Known, outcome: Outcome) -> None:
        self._source, self._origin, self._known, self._outcome = source, origin, known, outcome
        self._refused: set[str] = set()
        self._written: list[Picture | File] = []

    def picture(self, key: str) -> int | None:
        row = self._row(key)
        if row is None or row.picture_id:
            return row.picture_id if row else None
        picture = self._new_picture(self._source.media[key])
        self._keep(key, picture=picture)
        return picture.pk if picture else None

    def file(self, key: str) -> int | None:
        row = self._row(key)
        if row is None or row.file_id:
            return row.file_id if row else None
        file = self._new_file(self._source.media[key])
        self._keep(key, file=file)
        return file.pk if file else None

    def take_back(self) -> None:
        for thing in self._written:
            thing.file.storage.delete(thing.file.name)

    def _row(self, key: str) -> Carried | None:
        """What is known of `key`; None when it was refused or removed here."""
        row = self._known.carried.get(key)
        if row is None:
            return None if key in self._refused else Carried(origin=self._origin, key=key)
        return row if row.picture_id or row.file_id else None

    def _keep(self, key: str, *, picture: Picture | None = None, file: File | None = None) -> None:
        if picture is None and file is None:
            self._refused.add(key)
            return
        made: Picture | File | None = picture or file
        if made:
            self._written.append(made)
        self._outcome.made["pictures" if picture else "files"] += 1
        self._known.carried[key] = Carried.objects.create(origin=self._origin, key=key, picture=picture, file=file)

    def _new_picture(self, media: Media) -> Picture | None:
        content = self._content(media, settings.UPLOAD_LIMIT)
        if content is None or media.path is None:
            return None
        try:
            clean = clean_picture(SimpleUploadedFile(media.path.name, content))
        except ValidationError as problem:
            self._refuse(media.path, problem)
            return None
        clean.name = f"{slugify(media.path.stem)[:60] or 'picture'}{Path(clean.name or '').suffix}"
        picture = Picture(title=(media.title or media.path.stem)[:255], file=clean)
        picture._set_image_file_metadata()  # noqa: SLF001 -- what Wagtail's own form calls
        picture.save()
        return picture

    def _new_file(self, media: Media) -> File | None:
        content = self._content(media, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        if content is None or media.path is None:
            return None
        try:
            check_document(SimpleUploadedFile(media.path.name, content))
        except ValidationError as problem:
            self._refuse(media.path, problem)
            return None
        name = f"{slugify(media.path.stem)[:60] or 'file'}{media.path.suffix.lower()}"
        file = File(title=(media.title or media.path.stem)[:255], file=ContentFile(content, name=name))
        file._set_document_file_metadata()  # noqa: SLF001 -- what Wagtail's own form calls
        file.save()
        return file

    def _content(self, media: Media, limit: int) -> bytes | None:
        if media.path is None:
            return None
        try:
            with media.path.open("rb") as file:
                return file.read(limit + 1)
        except OSError:
            self._outcome.remarks.add(Kind.MEDIA_MISSING, media.path.name)
            return None

    def _refuse(self, path: Path, problem: ValidationError) -> None:
        self._outcome.remarks.add(Kind.MEDIA_REFUSED, path.name, " ".join(problem.messages))
