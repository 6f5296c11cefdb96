"""Fingerprints of what stands in the directory under an organisation: equal means that nobody touched it since.

They are worked out by the database over whole rows, without the columns that the instance itself writes (what may be
disclosed, titles, sorting keys). A fingerprint that differs after an upgrade of the tables keeps what it would have removed.
"""

from collections.abc import Sequence
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from maillage.network.models import ExactPlace, Organisation, Presence, Tie, TieRole

DISCLOSED = ("shown_to", "shown_circles")
WRITTEN_HERE: dict[type[Model], tuple[str, ...]] = {
    Organisation: ("ties_shown_to", "ties_shown_circles", "label", "sort_key", "updated_at"),
    Presence: tuple(
        f"{level}_{name}" for level in ("public", "members") for name in ("territory_id", "latitude", "longitude")
    ),
}
PARTS: dict[type[Model], tuple[type[Model], str]] = {Presence: (ExactPlace, "presence_id"), Tie: (TieRole, "tie_id")}
Marks = dict[str, str]  # table and column → fingerprint of the rows there


def marks_of(organisations: Sequence[int]) -> dict[int, Marks]:
    """organisation → fingerprints of its record and of every row, of any app, that belongs to it."""
    found: dict[int, Marks] = {pk: {} for pk in organisations}
    with connection.cursor() as cursor:
        for name, sql in _statements().items():
            cursor.execute(sql, [list(organisations)])
            for organisation, mark in cursor.fetchall():
                found[organisation][name] = mark
    return found


def marks_of_rows(model: type[Model], ids: Sequence[int]) -> dict[int, str]:
    """row → its fingerprint; rows that are gone are not in the answer."""
    key = model._meta.pk.column
    sql = f"SELECT t.{key}, left(md5(({_content(model)})::text), 12) FROM {model._meta.db_table} t WHERE t.{key} = ANY (%s)"  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids)])
        return dict(cursor.fetchall())


def table_of(mark: str) -> type[Model]:
    app, model, _column = mark.split(".")
    return apps.get_model(app, model)


@cache
def _statements() -> dict[str, str]:
    """One statement per table and column that names organisations, and one for the records themselves."""
    named: list[tuple[type[Model], str]] = [(Organisation, "id"), *_belongings()]
    return {
        f"{model._meta.label_lower}.{column}": (
            f"SELECT t.{column}, left(md5(string_agg(md5(({_content(model)})::text), '' ORDER BY t.{model._meta.pk.column})), 12) "  # noqa: S608 -- names of our own tables
            f"FROM {model._meta.db_table} t WHERE t.{column} = ANY (%s) GROUP BY t.{column}"
        )
        for model, column in named
    }


def _belongings() -> list[tuple[type[Model], str]]:
    """Every foreign key to an organisation, except those by which imports remember it."""
    every = apps.get_models(include_auto_created=True)
    keys = [(model, each) for model in every for each in model._meta.local_fields if isinstance(each, ForeignKey)]
    return [
        (model, each.column)
        for model, each in keys
        if each.related_model is Organisation and model._meta.app_label != "exchange"
    ]


def _content(model: type[Model]) -> str:
    content = _plain("t", model)
    if model in PARTS:
        part, column = PARTS[model]
        rows = f"SELECT jsonb_agg({_plain('p', part)} ORDER BY p.{part._meta.pk.column}) FROM {part._meta.db_table} p WHERE p.{column} = t.id"  # noqa: S608 -- names of our own tables
        content = f"{content} || jsonb_build_object('parts', ({rows}))"
    return content


def _plain(alias: str, model: type[Model]) -> str:
    names = (*DISCLOSED, *WRITTEN_HERE.get(model, ()))
    return f"to_jsonb({alias}) - ARRAY[{', '.join(repr(name) for name in names)}]"
