"""The details of an act in the reader's words: names of fields and codes as they are called, ids as numbers."""

from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model

from maillage.journal.models import Entry
from maillage.journal.phrases import DETAILS


def detail_words(entry: Entry) -> str:
    """What an entry says besides its act: "fields: name, language; records: 3"."""
    subject = _model(entry.subject_type)
    return "; ".join(f"{_name(subject, key)}: {_value(subject, key, value)}" for key, value in entry.details.items())


def _model(subject_type: str) -> type[Model] | None:
    """None for a kind of object that is gone."""
    try:
        return apps.get_model(subject_type)
    except (LookupError, ValueError):
        return None


def _field(subject: type[Model] | None, name: str) -> "Field[object, object] | None":
    try:
        found = subject._meta.get_field(name) if subject else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _name(subject: type[Model] | None, key: str) -> str:
    if key in DETAILS:
        return str(DETAILS[key])
    field = _field(subject, key)
    return str(field.verbose_name) if field else key.replace("_", " ")


def _value(subject: type[Model] | None, key: str, value: object) -> str:
    if key == "fields" and isinstance(value, list):
        return ", ".join(_name(subject, str(name)) for name in value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_name(None, str(name))} {number}" for name, number in value.items())
    field = _field(subject, key)
    choices = dict(field.flatchoices) if field else {}
    return str(choices.get(value, "–" if value is None else value))
