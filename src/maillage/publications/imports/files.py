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
    """The files below `folder`, found by the end of their old address."""

    def __init__(self, folder: Path) -> None:
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
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
            return None
        return ranked[0][1] if ranked else None


def _agreement(path: Path, parts: list[str]) -> int:
    """How many parts at their ends are the same."""
    count = 0
    for ours, theirs in zip(reversed(path.parts), reversed(parts), strict=False):
        if ours.casefold() != theirs.casefold():
            break
        count += 1
    return count
