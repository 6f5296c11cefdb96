"""The files that lie beside an export. Only what a walk of the folder found is ever opened: no name can lead out of it."""

import os
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff"}
MOST = 200_000  # files looked at


def is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURES


class Beside:
    """The files below `folder`, found by the end of their old address.

    Of a folder that nobody named, a file is taken only when the folder it is in is that of its address too: an export
    may lie among things that are nobody's business, and some of them have the same name.
    """

    def __init__(self, named: Path | None, otherwise: Path) -> None:
        folder = named or otherwise
        self._least = 1 if named else 2
        self._by_name: defaultdict[str, list[Path]] = defaultdict(list)
        seen = 0
        for place, folders, names in os.walk(folder, followlinks=False):
            folders.sort()
            for name in sorted(names):
                seen += 1
                path = Path(place) / name
                if seen <= MOST and not path.is_symlink():
                    self._by_name[name.casefold()].append(path)

    def find(self, address: str) -> Path | None:
        """The file whose path agrees longest with the end of `address`; of two that agree equally, none is chosen."""
        try:
            parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
        except ValueError:
            return None
        found = self._by_name.get(parts[-1].casefold(), []) if parts else []
        ranked = sorted(((_agreement(path, parts), path) for path in found), reverse=True)
        if not ranked or ranked[0][0] < self._least or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]


def _agreement(path: Path, parts: list[str]) -> int:
    """How many parts at their ends are the same."""
    count = 0
    for ours, theirs in zip(reversed(path.parts), reversed(parts), strict=False):
        if ours.casefold() != theirs.casefold():
            break
        count += 1
    return count
