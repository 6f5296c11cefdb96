"""The one letter there is: a feed no longer works. It goes to those who can do something about it."""

from django.conf import settings
from django.urls import reverse

from maillage.notices import actions as notices
from maillage.publications.relays.models import Feed
from maillage.publications.relays.queries import keepers_of


def tell_stewards(feed: Feed) -> None:
    url = settings.BASE_URL + reverse("relays:feed", args=[feed.pk])
    for person in keepers_of(feed):
        context = {"feed": feed, "url": url}
        notices.write(
            person.email, template="publications/mail/feed_failing", context=context, language=person.language
        )
