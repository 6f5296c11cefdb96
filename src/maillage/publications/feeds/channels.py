"""Which articles a feed is of, and how each is told. Feeds are read by programs of people we do not know: strangers."""

import datetime as dt
from itertools import islice
from pathlib import PurePosixPath

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from maillage.network.context import name as site_name
from maillage.network.readers import STRANGER
from maillage.publications.addresses import absolute, address_of, lasting_id
from maillage.publications.feeds.content import whole
from maillage.publications.feeds.items import Channel, Item, Picture
from maillage.publications.filters import Asked
from maillage.publications.models import Article, Front, Rubric
from maillage.publications.pages import told_licence
from maillage.publications.queries.articles import in_rubric, published
from maillage.publications.queries.bylines import dress
from maillage.publications.templatetags.publications import plain

LENGTH = 30
SUMMARY = 300  # letters
PICTURE = "max-1200x1200"
KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def of_site(language: str, address: str) -> Channel:
    front = Front.objects.select_related("locale").get(locale__language_code=language)
    about = _("What %(name)s publishes, in whole texts.") % {"name": site_name()}
    return _channel(front, site_name(), about, published(STRANGER, language), address, absolute(reverse("portal:home")))


def of_rubric(rubric: Rubric, address: str) -> Channel:
    about = Truncator(plain(rubric.introduction)).chars(SUMMARY) or _("The articles of a rubric.")
    articles = in_rubric(published(STRANGER), rubric)
    return _channel(rubric, f"{rubric.title} – {site_name()}", about, articles, address, address_of(rubric))


def of_list(asked: Asked, language: str, address: str, home: str) -> Channel:
    """The articles under the filters of `asked`, which all are known."""
    front = Front.objects.select_related("locale").get(locale__language_code=language)
    said = ", ".join(chosen_words(asked)) or _("All articles")
    about = _("The articles of %(name)s on: %(filters)s.") % {"name": site_name(), "filters": said}
    articles = asked.narrowing.of(published(STRANGER, language))
    return _channel(front, f"{said} – {site_name()}", about, articles, address, home)


def chosen_words(asked: Asked) -> list[str]:
    return [str(chosen.label) for chosen in asked.chosen]


def _channel(page: Page, title: str, about: str, articles: QuerySet[Article], address: str, home: str) -> Channel:
    rows = (
        articles.filter(alias_of=None)
        .select_related("locale", "relay", "picture")
        .prefetch_related("themes", "footnotes")
    )
    items = [_item(article) for article in dress(list(islice(rows, LENGTH)), STRANGER)]
    begun = page.first_published_at or page.latest_revision_created_at or LONG_AGO
    return Channel(
        id=lasting_id(page) if isinstance(page, Rubric) else address,
        title=title,
        about=about,
        language=page.locale.language_code,
        home=home,
        address=address,
        name=site_name(),
        updated=max((item.updated for item in items), default=begun),
        items=items,
    )


def _item(article: Article) -> Item:
    relay = getattr(article, "relay", None)
    source = str(article.beside.source or "") if relay else ""
    original = relay.original_url if relay else ""
    licence = told_licence(article)
    picture, when = _picture(article), _day(article.published_on)
    language = (relay.language if relay else "") or article.locale.language_code
    with override(article.locale.language_code):
        return Item(
            id=lasting_id(article),
            address=address_of(article),
            title=article.title,
            summary=article.standfirst,
            html=whole(article, original, source, picture),
            language=language,
            published=when,
            updated=max(when, article.last_published_at or when),
            authors=tuple(_authors(article)),
            themes=tuple(str(theme) for theme in article.themes.all()),
            licence=str(licence.label) if licence else "",
            licence_url=licence.url,
            original=original,
            source=source,
            picture=picture,
        )


def _authors(article: Article) -> list[str]:
    bylines = article.beside.authors
    return [", ".join(part for part in (one.name, str(one.organisation or "")) if part) for one in bylines]


def _day(date: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(date, dt.time(12)), dt.UTC)


def _picture(article: Article) -> Picture | None:
    """A copy of the size readers show; none when its file is gone."""
    if article.picture is None:
        return None
    try:
        rendition = article.picture.get_rendition(PICTURE)
        length = rendition.file.size
    except (SourceImageIOError, OSError):
        return None
    return Picture(
        address=absolute(rendition.url),
        width=rendition.width,
        height=rendition.height,
        length=length,
        kind=KINDS.get(PurePosixPath(rendition.file.name).suffix.lower(), "application/octet-stream"),
        alternative=article.picture_alternative,
        credit=article.picture_credit,
    )
