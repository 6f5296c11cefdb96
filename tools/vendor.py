"""Copy what pages load from node_modules to the static folder of `ui`: fonts, scripts. Nothing of it is committed.

The shapes of the world, for `atlas`, are built by tools/world.mjs from the same modules.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from node import node

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src/maillage/ui/static/vendor"

FILES = {
    "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-{}-wght-normal.woff2": ["latin", "latin-ext"],
    "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-{}-wght-normal.woff2": [
        "latin",
        "latin-ext",
    ],
    "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-{}-wght-italic.woff2": ["latin"],
    "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-{}-wght-normal.woff2": ["arabic"],
    "htmx.org/dist/htmx.{}.js": ["min"],
    "maplibre-gl/dist/maplibre-gl{}": [".mjs", "-worker.mjs", ".css"],
    "pmtiles/dist/pmtiles.{}": ["js"],
    "topojson-client/dist/topojson-client.{}.js": ["min"],
}


def main() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for pattern, parts in FILES.items():
        for part in parts:
            file = MODULES / pattern.format(part)
            if not file.exists():
                sys.exit(f"vendor: {file.relative_to(ROOT)} is missing; run npm ci first.")
            _copy(file, TARGET / file.name)
    subprocess.run([*node(), "tools/world.mjs"], cwd=ROOT, check=True)
    print(f"vendor: {len(list(TARGET.iterdir()))} files in {TARGET.relative_to(ROOT)}")


def _copy(file: Path, target: Path) -> None:
    """A script without the line that names its source map: the map stays here, and a missing file stops the gathering."""
    if file.suffix in {".js", ".mjs"}:
        target.write_text(re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", file.read_text("utf-8")), "utf-8")
    else:
        shutil.copyfile(file, target)


if __name__ == "__main__":
    main()
