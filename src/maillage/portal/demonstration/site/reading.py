"""From the files to records. A key that nobody knows is a mistake and fails."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from maillage.portal.demonstration.site.records import (
    ArticleRecord,
    ArticleText,
    PictureText,
    RelayRecord,
    RubricRecord,
    RubricText,
)

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")  # the first is the one that is translated


@cache
def _rubrics() -> dict[str, Any]:
    return _read(HERE / "rubrics.toml")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def front_texts() -> dict[str, RubricText]:
    return {language: _rubric_text(said) for language, said in _rubrics()["front"].items()}


def rubrics() -> list[RubricRecord]:
    """In the order of the menu, each after the one it stands in."""
    return [
        RubricRecord(
            key=row["key"],
            order=row["order"],
            inside=row.get("inside", ""),
            texts={language: _rubric_text(row[language]) for language in LANGUAGES},
        )
        for row in _rubrics()["rubrics"]
    ]


def _rubric_text(said: dict[str, str]) -> RubricText:
    return RubricText(**{**said, "introduction": said["introduction"].strip()})


def articles() -> list[ArticleRecord]:
    """The oldest first, which is also their order by hand."""
    found = [_article(path) for path in (HERE / "articles").glob("*.toml")]
    return sorted(found, key=lambda article: (article.date, article.key))


def _article(path: Path) -> ArticleRecord:
    said = _read(path)
    texts = {language: _text(said.pop(language)) for language in LANGUAGES if language in said}
    relay = said.pop("relay", None)
    lists: dict[str, Any] = {
        name: tuple(said.pop(name, ())) for name in ("themes", "territories", "organisations", "authors")
    }
    return ArticleRecord(
        key=path.stem,
        texts=texts,
        is_example=said.pop("example", False),
        relay=RelayRecord(**relay) if relay else None,
        **lists,
        **said,
    )


def _text(said: dict[str, Any]) -> ArticleText:
    picture = said.pop("picture", None)
    return ArticleText(picture=PictureText(**picture) if picture else None, **said)
