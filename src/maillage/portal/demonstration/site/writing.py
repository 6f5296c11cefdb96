"""From records to pages, in French and in English, translations of one another."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from wagtail.models import Locale, Page

from maillage.cms.models import Picture
from maillage.network.models import Organisation, Territory, Theme
from maillage.portal.demonstration.site import bodies, reading
from maillage.portal.demonstration.site.drawings import DRAWINGS
from maillage.portal.demonstration.site.records import ArticleRecord, ArticleText, RubricRecord
from maillage.publications.enums import Licence
from maillage.publications.models import Article, ArticleOrganisation, Author, Footnote, Front, Relay, Rubric

CREDITS = {"fr": "Dessin fait pour la démonstration", "en": "Drawn for the demonstration"}


def write_site() -> None:
    """The fronts' introductions, every rubric, every article."""
    for language in reading.LANGUAGES:
        _Writer(language).write()


class _Writer:
    """The site in one language. What it adds is known by its key, so that languages find one another."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.objects.get(language_code=language)
        self.front = Front.objects.get(locale=self.locale)
        self.pages: dict[str, Page] = {"": self.front}
        self.organisations = dict(Organisation.objects.values_list("slug", "pk"))

    def write(self) -> None:
        said = reading.front_texts()[self.language]
        self.front.title, self.front.introduction = said.title, said.introduction
        self.front.save()
        for rubric in reading.rubrics():
            self._add(rubric.key, self._rubric(rubric), inside=rubric.inside)
        articles = [article for article in reading.articles() if self.language in article.texts]
        for article in articles:
            self._add(article.key, self._article(article, article.texts[self.language]), inside=article.rubric)
        for article in articles:
            self._link(article.key, article.texts[self.language])

    def _add(self, key: str, page: Page, *, inside: str) -> None:
        page.translation_key = uuid5(NAMESPACE_URL, f"maillage:demonstration:{key}")
        parent = self.pages[inside]
        parent.refresh_from_db()
        self.pages[key] = parent.add_child(instance=page)

    def _rubric(self, rubric: RubricRecord) -> Rubric:
        said = rubric.texts[self.language]
        return Rubric(
            title=said.title, slug=said.slug, introduction=said.introduction, order=rubric.order,
            locale=self.locale, show_in_menus=True,
        )  # fmt: skip

    def _article(self, record: ArticleRecord, text: ArticleText) -> Article:
        page = Article(
            title=text.title,
            slug=text.slug,
            standfirst=text.standfirst,
            published_on=record.date,
            body=bodies.body(text),
            licence=Licence.UNKNOWN if record.relay else Licence.CC_BY_SA,
            is_example=record.is_example,
            locale=self.locale,
            **self._picture(record, text),
        )
        page.themes = list(Theme.objects.filter(code__in=record.themes))
        page.territories = list(Territory.objects.filter(code__in=record.territories))
        page.organisations = [
            ArticleOrganisation(organisation_id=self.organisations[slug]) for slug in record.organisations
        ]
        page.authors = [self._author(author) for author in record.authors]
        page.footnotes = [Footnote(text=f"<p>{text.notes[name]}</p>") for name in bodies.notes_in_order(text)]
        return page

    def _author(self, author: dict[str, str]) -> Author:
        slug = author.get("organisation")
        return Author(name=author.get("name", ""), organisation_id=self.organisations[slug] if slug else None)

    def _picture(self, record: ArticleRecord, text: ArticleText) -> dict[str, Any]:
        if text.picture is None:
            return {}
        return {
            "picture": _drawn(record.picture),
            "picture_alternative": text.picture.alt,
            "picture_credit": f"{text.picture.caption} {CREDITS[self.language]}",
        }

    def _link(self, key: str, text: ArticleText) -> None:
        """What needs the other pages to be there."""
        page = self.pages[key]
        record = next(article for article in reading.articles() if article.key == key)
        if record.relay:
            Relay.objects.create(
                article=page, original_url=record.relay.url, mode=record.relay.mode, language=self.language,
                source_id=self.organisations[record.relay.source],
            )  # fmt: skip
        if text.further:
            page.further = bodies.further(text, lambda other: self.pages[other].pk)
            page.save()


def _drawn(name: str) -> Picture:
    """The picture of that name, drawn when it is first asked for."""
    title = f"demonstration: {name}"
    there = Picture.objects.filter(title=title).first()
    if there is not None:
        return there
    return Picture.objects.create(title=title, file=ContentFile(DRAWINGS[name]().png(), name=f"{name}.png"))
