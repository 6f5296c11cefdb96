"""The nouns of the publications. Articles are public or not at all; organisations beside them are read by the gate."""

from maillage.publications.models.article import Article, ArticleOrganisation, Author, Footnote
from maillage.publications.models.following import Following
from maillage.publications.models.front import Front
from maillage.publications.models.imported import Carried, Origin
from maillage.publications.models.relay import Relay
from maillage.publications.models.rubric import Rubric
from maillage.publications.models.search import SearchEntry, Word
from maillage.publications.relays.models import Feed, FeedItem

__all__ = [
    "Article",
    "ArticleOrganisation",
    "Author",
    "Carried",
    "Feed",
    "FeedItem",
    "Following",
    "Footnote",
    "Front",
    "Origin",
    "Relay",
    "Rubric",
    "SearchEntry",
    "Word",
]
