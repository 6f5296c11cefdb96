"""What the head of a page says to programs: how it is passed on, what kind of thing it is, by what it is followed."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import override
from wagtail.models import Page

from maillage.network.context import name as site_name
from maillage.network.formats.jsonld import in_page
from maillage.publications.addresses import FEEDS, absolute, address_of, lasting_id
from maillage.publications.cards import kept as cards
from maillage.publications.models import Article, Rubric
from maillage.publications.pages import told_licence
from maillage.publications.queries.bylines import Beside, Byline

SUMMARY = 300  # letters
LOCALES = {"fr": "fr_FR", "en": "en_GB", "es": "es_ES", "pt": "pt_PT", "ar": "ar_AR"}


@dataclass(frozen=True)
class Feed:
    """One way to follow a page."""

    kind: str
    type: str
    address: str
    title: str


@dataclass(frozen=True)
class Head:
    """`canonical` is the original of a relay; `linked` the description for search engines, of schema.org, in a page."""

    title: str
    summary: str
    kind: str
    address: str
    canonical: str
    card: str
    locale: str
    site: str
    alternates: tuple[tuple[str, str], ...] = ()  # language, address
    feeds: tuple[Feed, ...] = ()
    linked: SafeString | None = None


def of_article(article: Article, beside: Beside, versions: dict[str, Page]) -> Head:
    relay = getattr(article, "relay", None)
    address, card = address_of(article), card_address(article)
    rubric = article.get_parent()
    return Head(
        title=article.title,
        summary=article.standfirst[:SUMMARY],
        kind="article",
        address=address,
        canonical=relay.original_url if relay else address,
        card=card,
        locale=LOCALES.get(article.locale.language_code, article.locale.language_code),
        site=site_name(),
        alternates=_alternates(versions),
        feeds=(*site_feeds(), *feeds_under(rubric.url or "", rubric.title)),
        linked=in_page(linked_data(article, beside, card)),
    )


def of_rubric(rubric: Rubric, summary: str, versions: dict[str, Page]) -> Head:
    address = address_of(rubric)
    return Head(
        title=rubric.title,
        summary=summary[:SUMMARY],
        kind="website",
        address=address,
        canonical=address,
        card="",
        locale=LOCALES.get(rubric.locale.language_code, rubric.locale.language_code),
        site=site_name(),
        alternates=_alternates(versions),
        feeds=(*site_feeds(), *feeds_under(rubric.url or "", rubric.title)),
    )


def site_feeds() -> tuple[Feed, ...]:
    """Of the whole site in the language of the page."""
    return feeds_under(reverse("portal:home"), site_name())


def feeds_under(base: str, title: str, query: str = "") -> tuple[Feed, ...]:
    tail = f"?{query}" if query else ""
    return tuple(Feed(kind, media, f"{base}feed.{kind}{tail}", title) for kind, media in FEEDS.items())


def _alternates(versions: dict[str, Page]) -> tuple[tuple[str, str], ...]:
    found = tuple((code, address_of(page)) for code, page in sorted(versions.items()))
    return found if len(found) > 1 else ()


def card_address(article: Article) -> str:
    name = cards.name_of(cards.said_on(article))
    with override(article.locale.language_code):
        return absolute(reverse("publications:card", kwargs={"pk": article.pk, "name": name}))


def linked_data(article: Article, beside: Beside, card: str) -> dict[str, Any]:
    """schema.org/Article: its authors as the reader may know them, its licence, and for a relay what it is taken from."""
    relay = getattr(article, "relay", None)
    language = article.locale.language_code
    node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": lasting_id(article),
        "mainEntityOfPage": address_of(article),
        "url": address_of(article),
        "headline": article.title,
        "description": article.standfirst,
        "inLanguage": (relay.language if relay else "") or language,
        "datePublished": article.published_on.isoformat(),
        "dateModified": article.last_published_at.isoformat() if article.last_published_at else "",
        "image": [card],
        "author": [_author(byline) for byline in beside.authors],
        "publisher": {"@type": "Organization", "name": site_name(), "url": absolute(reverse("portal:home"))},
        "articleSection": article.get_parent().title,
        "keywords": [str(theme) for theme in article.themes.all()],
        "license": told_licence(article).url,
        "isAccessibleForFree": True,
        "isBasedOn": relay.original_url if relay else "",
        "about": [_organisation(organisation) for organisation in beside.organisations],
    }
    return {name: value for name, value in node.items() if value}


def _author(byline: Byline) -> dict[str, Any]:
    if not byline.name and byline.organisation:
        return _organisation(byline.organisation)
    person: dict[str, Any] = {"@type": "Person", "name": byline.name}
    if byline.organisation:
        person["affiliation"] = _organisation(byline.organisation)
    return person


def _organisation(organisation: Any) -> dict[str, Any]:
    address = absolute(reverse("network:organisation-detail", kwargs={"slug": organisation.slug}))
    return {"@type": "Organization", "@id": address, "name": str(organisation), "url": address}
