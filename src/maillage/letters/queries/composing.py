"""What an issue may be made of: what each source has in its language and themes since the last one."""

from dataclasses import dataclass

from django.utils.functional import Promise

from maillage.kit.digests import Item, sources
from maillage.letters.models import Issue, Newsletter


@dataclass(frozen=True)
class Choice:
    """One source, and what it has that the issue does not have yet."""

    name: str
    label: str | Promise
    items: list[Item]


def choices_for(issue: Issue) -> list[Choice]:
    taken = set(issue.items.values_list("address", flat=True))
    found = []
    for name, source in sources:
        items = [item for item in _items_of(name, issue.newsletter) if item.address not in taken]
        found.append(Choice(name, source.label, items))
    return found


def item_at(issue: Issue, name: str, address: str) -> Item | None:
    """What a source offers at this address now; None when it offers it no more."""
    if name not in sources:
        return None
    return next((item for item in _items_of(name, issue.newsletter) if item.address == address), None)


def _items_of(name: str, newsletter: Newsletter) -> list[Item]:
    last = newsletter.issues.published().order_by("-started_at").first()
    themes = list(newsletter.themes.values_list("pk", flat=True))
    return list(sources[name].items(newsletter.language, themes, last.started_at if last else None))
