"""The documentation names what exists: settings, commands, verbs; and its links lead somewhere."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
OPERATORS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/operators").glob("*.md"))
USERS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/users").glob("*.md"))


def _settings() -> list[str]:
    source = (ROOT / "src/config/settings.py").read_text(encoding="utf-8")
    return sorted(set(re.findall(r'env\.(?:text|flag|number|words|choice|parsed)\(\s*"([A-Z_]+)"', source)))


@pytest.mark.parametrize("name", _settings())
def test_every_setting_is_documented(name):
    assert f"`MAILLAGE_{name}`" in OPERATORS


def test_no_documented_setting_is_gone():
    documented = set(re.findall(r"^\| `MAILLAGE_([A-Z_]+)`", OPERATORS, re.MULTILINE))

    assert documented == set(_settings())


@pytest.mark.parametrize(
    "command", sorted(name for name, app in get_commands().items() if str(app).startswith("maillage."))
)
def test_every_command_is_documented(command):
    assert f"maillage {command}" in OPERATORS + USERS + (ROOT / "docs/developers/commands.md").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("verb", ["run", "test", "fmt", "lint", "types", "messages", "docs", "bench", "lock"])
def test_make_lists_every_verb(verb):
    assert re.search(rf"^{verb}:.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (document.parent / target).exists(), f"{document.relative_to(ROOT)} → {target}"


def test_no_page_is_an_orphan():
    linked = {
        (page.parent / target).resolve()
        for page in DOCS
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not target.startswith("http")
    }
    folders = {path for path in linked if path.is_dir()}

    assert [
        str(p.relative_to(ROOT))
        for p in DOCS[2:]
        if p.resolve() not in linked and not any(f in p.resolve().parents for f in folders)
    ] == []
