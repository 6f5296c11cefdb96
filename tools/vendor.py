"""Copy what pages load from node_modules to the static folder of `ui` (fonts, scripts), and the letters of the booklet
to its own: Typst reads TrueType, not the woff2 of pages. Nothing of it is committed.
"""

import shutil
import sys
from pathlib import Path

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
}
PRINT_TARGET = ROOT / "src/maillage/exchange/booklet/fonts"
PRINT_FILES = {
    "@expo-google-fonts/atkinson-hyperlegible-next/{0}/AtkinsonHyperlegibleNext_{0}.ttf": ["400Regular", "700Bold"],
    "@expo-google-fonts/noto-sans-arabic/{0}/NotoSansArabic_{0}.ttf": ["400Regular", "700Bold"],
}


def main() -> None:
    copy(FILES, TARGET)
    copy(PRINT_FILES, PRINT_TARGET)


def copy(files: dict[str, list[str]], target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for pattern, parts in files.items():
        for part in parts:
            file = MODULES / pattern.format(part)
            if not file.exists():
                sys.exit(f"vendor: {file.relative_to(ROOT)} is missing; run npm ci first.")
            shutil.copyfile(file, target / file.name)
    print(f"vendor: {len(list(target.iterdir()))} files in {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
