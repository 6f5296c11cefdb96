"""Figures that an organisation gives of itself, each with the source that it names."""

from django.db import transaction

from maillage.accounts.models import Person
from maillage.network.actions.organisations import add_facet, change_facet
from maillage.network.enums import SourceKind
from maillage.network.models import Claim, Organisation, Source


def add_figure(
    organisation: Organisation, *, source_title: str, by: Person | None, source_url: str = "", **values: object
) -> Claim:
    with transaction.atomic():
        return add_facet(Claim, organisation, by=by, source=_source(source_title, source_url), **values)


def change_figure(
    claim: Claim, *, source_title: str, by: Person | None, source_url: str = "", **values: object
) -> Claim:
    """Another source is a new one: the former may be cited elsewhere."""
    with transaction.atomic():
        if (claim.source.title, claim.source.url) != (source_title, source_url):
            values["source"] = _source(source_title, source_url)
        return change_facet(claim, by=by, **values)


def _source(title: str, url: str) -> Source:
    source = Source(kind=SourceKind.STATEMENT, title=title, url=url)
    source.full_clean()
    source.save()
    return source
