"""Copy what pages load from node_modules to the static folder of `ui` (fonts, scripts), and the letters of what is printed
to the press: Typst reads TrueType, not the woff2 of pages. Nothing of it is committed.

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
PRINT_TARGET = ROOT / "src/maillage/kit/press/fonts"
PRINT_FILES = {
    "@expo-google-fonts/atkinson-hyperlegible-next/{0}/AtkinsonHyperlegibleNext_{0}.ttf": ["400Regular", "700Bold"],
    "@expo-google-fonts/noto-sans-arabic/{0}/NotoSansArabic_{0}.ttf": ["400Regular", "700Bold"],
}


def main() -> None:
    copy(FILES, TARGET)
    copy(PRINT_FILES, PRINT_TARGET)
    subprocess.run([*node(), "tools/world.mjs"], cwd=ROOT, check=True)


def copy(files: dict[str, list[str]], target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for pattern, parts in files.items():
        for part in parts:
            file = MODULES / pattern.format(part)
            if not file.exists():
                sys.exit(f"vendor: {file.relative_to(ROOT)} is missing; run npm ci first.")
            _copy(file, target / file.name)
    print(f"vendor: {len(list(target.iterdir()))} files in {target.relative_to(ROOT)}")


def _copy(file: Path, target: Path) -> None:
    """A script without the line that names its source map: the map stays here, and a missing file stops the gathering."""
    if file.suffix in {".js", ".mjs"}:
        target.write_text(re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", file.read_text("utf-8")), "utf-8")
    else:
        shutil.copyfile(file, target)


if __name__ == "__main__":
    main()
