"""Accepting and refusing what feeds bring. An accepted text is an article with a relay, never an article alone."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.publications.enums import Licence, RelayMode
from maillage.publications.models import Article, Author, Relay, Rubric
from maillage.publications.relays.enums import Act, ItemState
from maillage.publications.relays.models import FeedItem
from maillage.publications.relays.reading.licences import words_of
from maillage.publications.relays.rights import licence_for, modes_of
from maillage.publications.relays.tasks import take_picture


def accept(
    item: FeedItem,
    *,
    by: Person,
    mode: str,
    rubric: Rubric | None,
    expires_on: date | None = None,
    picture_alternative: str | None = None,
) -> Article:
    """Relay this text in `rubric`. The same again returns the article there is.

    expires_on:          the last day it is shown; None: no end
    picture_alternative: what its picture shows; "": without the picture; None: as the feed says it
    """
    with transaction.atomic():
        locked = _locked(item)
        if locked.state == ItemState.ACCEPTED and locked.article is not None:
            return locked.article
        _check(locked, mode, rubric, expires_on)
        article = _publish(locked, RelayMode(mode), rubric, expires_on, by)  # type: ignore[arg-type]
        locked.article = article
        _decide(locked, ItemState.ACCEPTED, by)
        journal.record(
            Act.ITEM_ACCEPTED, locked, by=by, article=article.pk, rubric=rubric.pk if rubric else None, mode=str(mode)
        )
        alternative = locked.image_alternative if picture_alternative is None else picture_alternative.strip()
        if locked.image and alternative:
            take_picture.defer(item_id=locked.pk, alternative=alternative)
    return article


def refuse(item: FeedItem, *, by: Person) -> FeedItem:
    """It leaves the inbox, and does not come back with the feed."""
    with transaction.atomic():
        locked = _locked(item)
        if locked.state == ItemState.REFUSED:
            return locked
        if locked.state == ItemState.ACCEPTED:
            raise DomainError(_("This text is relayed already. End the relay instead."))
        _decide(locked, ItemState.REFUSED, by)
        journal.record(Act.ITEM_REFUSED, locked, by=by)
    return locked


def reopen(item: FeedItem, *, by: Person) -> FeedItem:
    """Back to the inbox: it was refused, its time was over, or its relay was ended."""
    with transaction.atomic():
        locked = _locked(item)
        if locked.state == ItemState.PROPOSED:
            return locked
        if locked.state == ItemState.ACCEPTED:
            raise DomainError(_("This text is relayed already. End the relay instead."))
        locked.state, locked.decided_at, locked.decided_by = ItemState.PROPOSED, None, None
        locked.came_at = timezone.now()
        locked.save(update_fields=["state", "decided_at", "decided_by", "came_at"])
        journal.record(Act.ITEM_REOPENED, locked, by=by)
    return locked


def _locked(item: FeedItem) -> FeedItem:
    rows = FeedItem.objects.select_for_update(of=("self",)).select_related("feed__organisation", "article")
    found = rows.filter(pk=item.pk).first()
    if found is None:
        raise DomainError(_("This text is no longer here: its feed is no longer followed."))
    return found


def _decide(item: FeedItem, state: ItemState, by: Person | None) -> None:
    item.state, item.decided_at, item.decided_by = state, timezone.now(), by
    item.save(update_fields=["state", "decided_at", "decided_by", "article"])


def _check(item: FeedItem, mode: str, rubric: Rubric | None, expires_on: date | None) -> None:
    """Raises DomainError: why this text cannot be relayed so."""
    if item.state != ItemState.PROPOSED:
        raise DomainError(_("This text is not in the inbox. Put it back first."))
    if rubric is None:
        raise DomainError(_("Choose the rubric in which it is to stand."))
    if rubric.alias_of_id:
        raise DomainError(_("This rubric is not translated yet. Translate it first, or choose another one."))
    if mode == RelayMode.FULL and RelayMode.FULL not in modes_of(item):
        raise DomainError(
            _("The whole text needs a licence or a written permission, and the feed must hold it. Choose an extract.")
        )
    if mode not in modes_of(item):
        raise DomainError(_("The feed holds no extract of this text. Choose a link."))
    if expires_on is not None and expires_on <= timezone.localdate():
        raise DomainError(_("Choose a last day after today."))
    if Relay.objects.filter(original_url=item.address).exclude(article=item.article_id).exists():
        raise DomainError(_("This text is relayed already, from elsewhere."))


def _publish(item: FeedItem, mode: RelayMode, rubric: Rubric, expires_on: date | None, by: Person) -> Article:
    """The article, with its relay before anyone can read it. The one of a relay that was ended is taken up again."""
    above = Rubric.objects.select_for_update(of=("self",)).get(pk=rubric.pk)
    article = _moved(item.article, above) if item.article else _begun(item, above, by)
    _fill(article, item, mode)
    if article.pk is None:
        above.add_child(instance=article)
        Author.objects.create(article=article, name=item.author, organisation=item.feed.organisation, sort_order=0)
    _write_relay(article, item, mode, expires_on)
    article.save_revision(user=by).publish(user=by, skip_permission_checks=True)  # the form offers their rubrics only
    return article


def _begun(item: FeedItem, above: Rubric, by: Person) -> Article:
    return Article(title=item.title, slug=_slug(item, above), locale=above.locale, owner=by, live=False)


def _moved(article: Article, above: Rubric) -> Article:
    """Under `above`; read again, for moving changes rows and not what is in memory."""
    if not article.is_child_of(above):
        article.move(above, pos="last-child")
    return Article.objects.get(pk=article.pk)  # type: ignore[no-any-return]


def _write_relay(article: Article, item: FeedItem, mode: RelayMode, expires_on: date | None) -> None:
    values = {
        "original_url": item.address,
        "source": item.feed.organisation,
        "mode": mode,
        "licence": licence_for(item.feed, item.licence_told),
        "language": item.language,
        "expires_on": expires_on,
    }
    Relay.objects.update_or_create(article=article, defaults=values)


def _fill(article: Article, item: FeedItem, mode: RelayMode) -> None:
    if item.published_at is not None:
        article.published_on = min(timezone.localdate(item.published_at), timezone.localdate())
    is_whole = mode == RelayMode.FULL
    article.standfirst = item.excerpt if mode != RelayMode.LINK else ""
    article.body = [("text", item.content + _terms(item))] if is_whole else []  # type: ignore[assignment]
    article.licence = licence_for(item.feed, item.licence_told) if is_whole else Licence.UNKNOWN


def _terms(item: FeedItem) -> str:
    """The licence in its own words, where ours has no name for it: an earlier version says other things."""
    if licence_for(item.feed, item.licence_told) != Licence.PERMISSION or not item.licence_told:
        return ""
    told = item.licence_told
    if told.startswith(("http://", "https://")):
        return format_html('<p><a href="{}">{}</a></p>', told, words_of(told))
    return format_html("<p>{}</p>", told)


def _slug(item: FeedItem, above: Rubric) -> str:
    is_named = item.title != item.address  # a text without title bears its address
    slug = slugify(item.title if is_named else "", allow_unicode=True)[:200] or f"relay-{item.pk}"
    return f"{slug}-{item.pk}" if above.get_children().filter(slug=slug).exists() else slug
