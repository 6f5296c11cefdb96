"""The house rules that import-linter cannot see. The orders themselves are in pyproject.toml and docs/architecture.md."""

import ast
import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django.apps import apps
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "maillage"
FILES = [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
TABLES_OF_DATA = {SOURCE / "network" / "enums.py"}


def _ranks() -> dict[str, int]:
    """App → its line in the DAG, 0 at the top, read from the contract that import-linter checks."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = next(c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "dag")
    return {name.strip(" ()"): rank for rank, line in enumerate(contract["layers"]) for name in line.split("|")}


def _our_models():
    ranks = _ranks()
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in ranks and model.__module__.startswith("maillage.")
    ]


@pytest.mark.parametrize("model", _our_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    ranks = _ranks()
    for field in model._meta.get_fields():
        if (
            field.is_relation
            and not field.auto_created
            and field.related_model
            and field.related_model._meta.app_label in ranks
        ):
            target = field.related_model._meta.app_label
            own = model._meta.app_label
            assert own == target or ranks[own] < ranks[target], (
                f"{model._meta.label}.{field.name} points up to {target}"
            )


@pytest.mark.parametrize("app", sorted(p.parent.name for p in SOURCE.glob("*/apps.py")))
def test_every_app_opens_with_a_readme(app):
    text = (SOURCE / app / "README.md").read_text(encoding="utf-8")

    assert len(text.split()) > 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_files_and_functions_stay_small(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    lines = len(file.read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST_FILE or file in TABLES_OF_DATA
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{node.name} is too long"


def test_the_directory_is_read_through_the_gate_only():
    """Views, formats and templates' helpers never take rows of gated models by any other door."""
    gated = {model.__name__ for model in _our_models() if hasattr(model, "shown_to")}
    doors = [
        f
        for f in FILES
        if {"views", "formats", "feeds", "api", "templatetags"} & {*f.parts, f.stem} and "admin" not in f.parts
    ]
    for file in doors:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {
                "all",
                "filter",
                "get",
                "exclude",
                "values",
                "in_bulk",
                "count",
            }:
                owner = node.value
                is_manager = isinstance(owner, ast.Attribute) and owner.attr in {
                    "objects",
                    "_base_manager",
                    "_default_manager",
                }
                names = (
                    isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name) and owner.value.id in gated
                )
                assert not (is_manager and names), f"{file.relative_to(ROOT)}:{node.lineno} goes round the read gate"


def test_no_table_has_a_column_for_an_address_or_a_browser():
    suspects = {"ip", "ip_address", "remote_addr", "user_agent", "referer", "referrer"}
    ours = [f"{m._meta.label}.{f.name}" for m in _our_models() for f in m._meta.get_fields() if f.name in suspects]

    assert ours == []


def test_nothing_in_the_project_names_this_machine_or_an_index():
    forbidden = ("/work" + "/", "pypi.org/" + "simple", "registry." + "npmjs", "files.pythonhosted")
    texts = [p for p in ROOT.glob("*") if p.is_file() and p.suffix in {".toml", ".lock", ".json", ".md", ""}]
    texts += [
        p
        for folder in ("src", "tests", "docs", "tools", "bench")
        for p in (ROOT / folder).rglob("*")
        if p.suffix in {".py", ".md", ".html", ".css", ".js", ".po"}
    ]
    found = [
        f"{p.relative_to(ROOT)}: {word}"
        for p in texts
        if p != Path(__file__) and "vendor" not in p.parts
        for word in forbidden
        if word in p.read_text("utf-8", "replace")
    ]

    assert found == []


def test_every_locked_package_installs_on_the_oldest_python_3_11():
    """Debian 12 ships 3.11.2; a package that asks for 3.11.5 stops `make run` there."""
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE))
    asked = {d.metadata["Name"].lower().replace("_", "-"): d.metadata["Requires-Python"] for d in distributions()}

    refusing = [name for name in locked if not SpecifierSet(asked.get(name) or "").contains("3.11.0")]

    assert refusing == [], "pin an older release in tools/constraints.txt"
