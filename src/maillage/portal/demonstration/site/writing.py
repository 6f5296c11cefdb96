"""From records to pages, in French and in English, translations of one another; in Arabic the French ones stand in."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from wagtail.models import Locale, Page

from maillage.cms.models import Picture
from maillage.network.models import Organisation, Territory, Theme
from maillage.portal.demonstration.site import bodies, reading
from maillage.portal.demonstration.site.drawings import DRAWINGS
from maillage.portal.demonstration.site.records import ArticleRecord, ArticleText, RubricRecord
from maillage.publications.actions.translations import follow
from maillage.publications.enums import Licence
from maillage.publications.models import Article, ArticleOrganisation, Author, Footnote, Front, Relay, Rubric

CREDITS = {"fr": "Dessin fait pour la démonstration.", "en": "Drawn for the demonstration."}
STANDING_IN = "ar"  # the language without texts of its own, where everything is read in French
LATER = timedelta(days=7)


def write_site() -> None:
    """The fronts' introductions, every rubric, every article."""
    first, *others = [_Writer(language) for language in reading.LANGUAGES]
    first.write()
    for other in others:
        other.write()
        other.follow(first)
        first.stand_in(other.locale, skip=other.pages)
    first.stand_in(Locale.objects.get(language_code=STANDING_IN), skip={})


class _Writer:
    """The site in one language. What it adds is known by its key, so that languages find one another."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.objects.get(language_code=language)
        self.front = Front.objects.get(locale=self.locale)
        self.pages: dict[str, Page] = {}
        self.organisations = dict(Organisation.objects.values_list("slug", "pk"))
        self.articles = [article for article in reading.articles() if language in article.texts]

    def write(self) -> None:
        said = reading.front_texts()[self.language]
        self.front.title, self.front.introduction = said.title, said.introduction
        self.front.save()
        for rubric in reading.rubrics():
            self._add(rubric.key, self._rubric(rubric), inside=rubric.inside)
        for article in self.articles:
            self._add(article.key, self._article(article, article.texts[self.language]), inside=article.rubric)
        for article in self.articles:
            self._link(article, article.texts[self.language])

    def follow(self, first: "_Writer") -> None:
        """What was translated, and of which day; some originals were published again since."""
        for article in self.articles:
            follow(self.pages[article.key], first.pages[article.key], seen_at=_noon(article))

    def stand_in(self, locale: Locale, *, skip: dict[str, Page]) -> None:
        """Show the pages of this language in the site of another that has not translated them."""
        for key, page in self.pages.items():
            if key not in skip:
                page.refresh_from_db()
                page.copy_for_translation(locale, copy_parents=True, alias=True)

    def _add(self, key: str, page: Page, *, inside: str) -> None:
        page.translation_key = uuid5(NAMESPACE_URL, f"maillage:demonstration:{key}")
        parent = self.pages[inside] if inside else self.front
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
            first_published_at=_noon(record),
            last_published_at=_noon(record) + (LATER if record.moved_on and self.language == "fr" else timedelta()),
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
        page.footnotes = [
            Footnote(text=f"<p>{text.notes[name]}</p>", locale=self.locale) for name in bodies.notes_in_order(text)
        ]
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

    def _link(self, record: ArticleRecord, text: ArticleText) -> None:
        """What needs the other pages to be there."""
        page = self.pages[record.key]
        if record.relay:
            Relay.objects.create(
                article=page, original_url=record.relay.url, mode=record.relay.mode, language=self.language,
                source_id=self.organisations[record.relay.source],
            )  # fmt: skip
        if text.further:
            page.further = bodies.further(text, lambda other: self.pages[other].pk)
            page.save()


def _noon(record: ArticleRecord) -> datetime:
    return datetime.combine(record.date, time(12), tzinfo=UTC)


def _drawn(name: str) -> Picture:
    """The picture of that name, drawn when it is first asked for."""
    title = f"demonstration: {name}"
    there: Picture | None = Picture.objects.filter(title=title).first()
    if there is not None:
        return there
    drawn: Picture = Picture.objects.create(title=title, file=ContentFile(DRAWINGS[name]().png(), name=f"{name}.png"))
    return drawn
