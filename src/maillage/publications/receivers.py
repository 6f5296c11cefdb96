"""After the tables are made, the site is."""

from typing import Any

from django.db import connections

from maillage.publications.actions.fronts import set_up_fronts
from maillage.publications.models import Front


def set_up_site(sender: Any, using: str, **about: Any) -> None:
    """Not when the tables were just taken away."""
    if Front._meta.db_table in connections[using].introspection.table_names():
        set_up_fronts()
