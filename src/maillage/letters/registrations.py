"""What newsletters put in the registries: they leave with an export, with their readers, and come back."""

from maillage.exchange import registrations  # noqa: F401 -- after the tables they name
from maillage.exchange.archive.tables import register
from maillage.journal.phrases import register_acts
from maillage.letters.enums import Act
from maillage.letters.models import Issue, IssueItem, Newsletter, Subscription

register(Newsletter, "slug")
register(Subscription, "key")
register(Issue)
register(IssueItem)

register_acts(Act)
