"""Columns of our listings."""

from typing import Any

from django.utils.functional import Promise
from wagtail.admin.ui.tables import Column


def enum_column(field: str, label: str | Promise, sort_key: str | None = None) -> Any:
    """A choice in words."""
    return Column(f"get_{field}_display", label=label, sort_key=sort_key)
