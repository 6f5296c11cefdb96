"""Newsletters, who reads them, what they said, and how it reached whom."""

from maillage.letters.models.deliveries import Delivery
from maillage.letters.models.issues import Issue, IssueItem
from maillage.letters.models.newsletters import Newsletter
from maillage.letters.models.subscriptions import Subscription

__all__ = ["Delivery", "Issue", "IssueItem", "Newsletter", "Subscription"]
