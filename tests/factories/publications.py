"""Rubrics and articles, live unless said otherwise."""

import datetime as dt
from typing import Any

import factory
from django.conf import settings
from tests.factories.network import OrganisationFactory
from wagtail.models import Page

from maillage.publications.models import Article, ArticleOrganisation, Author, Footnote, Front, Relay, Rubric


def front(language: str = settings.LANGUAGE_CODE) -> Front:
    """The front of `language`, which the first migration made."""
    return Front.objects.get(locale__language_code=language)


class PageFactory(factory.django.DjangoModelFactory):
    """`parent` is any page; without one, the front of `language` (a rubric) or a new rubric of it (an article)."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    live = True

    @classmethod
    def _create(
        cls, model_class: type[Page], *args: Any, parent: Page | None = None, language: str = "", **fields: Any
    ) -> Any:
        parent = parent or cls.default_parent(language or settings.LANGUAGE_CODE)
        parent.refresh_from_db()
        lists = {name: fields.pop(name) for name in ("themes", "territories") if name in fields}
        page = model_class(locale=parent.locale, **fields)
        for name, rows in lists.items():
            setattr(page, name, rows)
        return parent.add_child(instance=page)

    @classmethod
    def default_parent(cls, language: str) -> Page:
        return front(language)


class RubricFactory(PageFactory):
    class Meta:
        model = Rubric

    title = factory.Sequence(lambda n: f"Rubric {n}")


class ArticleFactory(PageFactory):
    """`ArticleFactory(parent=rubric, themes=[theme], body=[("text", "<p>…</p>")])`."""

    class Meta:
        model = Article

    title = factory.Sequence(lambda n: f"Article {n}")
    standfirst = "What happened, and why it matters."
    published_on = dt.date(2026, 11, 1)
    body = factory.LazyFunction(lambda: [("text", "<p>It began in the morning.</p>")])

    @classmethod
    def default_parent(cls, language: str) -> Page:
        return RubricFactory(language=language)


class AuthorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Author

    article = factory.SubFactory(ArticleFactory)
    name = "Awa Diop"


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ArticleOrganisation

    article = factory.SubFactory(ArticleFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class FootnoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Footnote

    article = factory.SubFactory(ArticleFactory)
    text = "<p>See the report.</p>"


class RelayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Relay

    article = factory.SubFactory(ArticleFactory)
    original_url = factory.Sequence(lambda n: f"https://partner.example.org/{n}")
