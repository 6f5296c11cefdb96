"""The file that was sent: kept in pieces in the database, laid out in a temporary file while it is read."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maillage.exchange.models import ImportPiece, ImportRun

PIECE = 1024 * 1024


def keep(run: ImportRun, path: Path) -> None:
    with path.open("rb") as file:
        for number, content in enumerate(iter(lambda: file.read(PIECE), b"")):
            ImportPiece.objects.create(run=run, number=number, content=content)


@contextmanager
def laid_out(run: ImportRun) -> Iterator[Path | None]:
    """The file again, for as long as it is read; None when it has been forgotten. Only this process may open it."""
    with tempfile.NamedTemporaryFile(prefix="maillage-import-") as file:
        for content in run.pieces.order_by("number").values_list("content", flat=True).iterator(chunk_size=4):
            file.write(content)
        file.flush()
        yield Path(file.name) if file.tell() else None


def forget(run: ImportRun) -> None:
    run.pieces.all().delete()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
