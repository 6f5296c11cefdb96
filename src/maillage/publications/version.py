"""The number under which pages of strangers are kept: of the directory and of the publications, which move it alike."""

from django.core.cache import cache

from maillage.network.queries.version import data_version

LOOKED_AT_EVERY = 1  # second, in each process: a change is seen by every reader within it


def recent_version() -> str:
    return str(cache.get_or_set("publications-version", data_version, LOOKED_AT_EVERY))
