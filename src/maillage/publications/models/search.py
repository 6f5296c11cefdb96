"""What the search reads of an article that is on the site; kept with the article, gone with it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from maillage.publications.models.article import Article


class SearchEntry(models.Model):
    """One article on the site, as text. Written by `actions.search`; `fulltext` takes it away when the page goes.

    words: each different word once, in small letters; counted in `Word` by a trigger
    head:  the vector of title and standfirst alone, so that a frequent word still finds the articles about it
    """

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="search_entry")
    language = models.CharField(max_length=12)
    published_on = models.DateField(db_index=True)
    themes = ArrayField(models.BigIntegerField(), default=list)
    territories = ArrayField(models.BigIntegerField(), default=list)
    title = models.TextField()
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    words = ArrayField(models.TextField(), default=list)
    vector = SearchVectorField()
    head = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(fields=["head"], name="search_head"),
            GinIndex(fields=["themes"], name="search_themes"),
            GinIndex(fields=["territories"], name="search_territories"),
            models.Index(fields=["language", "-published_on", "-article"], name="search_latest"),
        ]

    def __str__(self) -> str:
        return str(self.article_id)


class Word(models.Model):
    """A word that stands in at least one article on the site; for readers whose finger slipped."""

    word = models.TextField(primary_key=True)
    folded = models.TextField()
    articles = models.IntegerField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(articles__gt=0), name="word_somewhere")]
        indexes: ClassVar = [GinIndex(OpClass("folded", name="gin_trgm_ops"), name="word_alike")]

    def __str__(self) -> str:
        return self.word
