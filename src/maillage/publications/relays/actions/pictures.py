"""The picture of a relayed text: fetched once, drawn again, kept here. No reader ever asks the other site for it."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from maillage.cms.models import Picture
from maillage.cms.pictures import clean_picture
from maillage.kit.http import FetchFailed, Problem, fetch
from maillage.publications.models import Article
from maillage.publications.relays.enums import ItemState
from maillage.publications.relays.models import FeedItem

PASSING = {Problem.UNREACHABLE, Problem.SLOW, Problem.ERROR}


def take_picture(item_id: int, *, alternative: str) -> Picture | None:
    """The picture of this text's article; None when there is none to be had. Raises FetchFailed where it may pass."""
    item = FeedItem.objects.filter(pk=item_id, state=ItemState.ACCEPTED).select_related("feed").first()
    if item is None or not item.image or not alternative:
        return None
    try:
        got = fetch(item.image, accept="image/webp, image/jpeg, image/png")
        file = clean_picture(SimpleUploadedFile("picture", got.content))
    except FetchFailed as failure:
        if failure.problem in PASSING:
            raise
        return None
    except ValidationError:  # no picture, or none we can draw
        return None
    with transaction.atomic():
        article = Article.objects.select_for_update(of=("self",)).filter(pk=item.article_id).first()
        if article is None or article.picture_id:  # removed, or chosen by hand meanwhile
            return None
        picture: Picture = Picture.objects.create(title=item.title, file=file, description=alternative[:255])
        article.picture, article.picture_alternative = picture, alternative[:250]
        article.picture_credit = ", ".join(part for part in (item.author, item.feed.title) if part)[:250]
        if article.live:
            article.save_revision().publish()
        else:
            article.save()
    return picture
