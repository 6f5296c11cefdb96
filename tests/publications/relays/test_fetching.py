"""Reading followed feeds: what comes in, what comes once, and what happens when nothing comes."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.network import OrganisationFactory
from tests.publications.relays.feeds import ATOM, JSON, RSS

from maillage.journal.models import Entry
from maillage.kit.http import Problem
from maillage.publications.enums import RelayMode
from maillage.publications.relays import tasks
from maillage.publications.relays.actions import fetching, following
from maillage.publications.relays.actions.deciding import refuse
from maillage.publications.relays.enums import Act, FeedState, ItemState
from maillage.publications.relays.models import Feed, FeedItem

pytestmark = pytest.mark.django_db


def read_again(feed: Feed) -> Feed:
    fetching.fetch_feed(feed.pk)
    feed.refresh_from_db()
    return feed


def test_what_a_feed_holds_waits_in_the_inbox(feed, seeds, water):
    assert (feed.state, feed.etag, feed.site, feed.failures) == (FeedState.WORKING, '"1"', "https://terres.example/", 0)
    assert feed.next_try_at - feed.fetched_at == timedelta(hours=1)
    assert (seeds.state, seeds.language, seeds.author) == (ItemState.PROPOSED, "fr", "Awa Diop")
    assert "menace" in seeds.content
    assert water.address == f"{feed.address.removesuffix('/feed.xml')}/eau"


def test_a_second_reading_brings_nothing_and_asks_little(feed, site):
    assert fetching.fetch_feed(feed.pk) == 0
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    site.shows("/feed.xml", ATOM.replace("Marche pour", "Longue marche pour").encode(), ETag='"2"')

    assert fetching.fetch_feed(feed.pk) == 0
    assert sorted(FeedItem.objects.values_list("title", flat=True)) == [
        "Longue marche pour l’eau",
        "Semences & paysans",
    ]


def test_what_was_decided_does_not_follow_the_feed(feed, water, site, boss):
    refuse(water, by=boss)
    site.shows("/feed.xml", ATOM.replace("Marche pour", "Longue marche pour").encode())
    read_again(feed)

    water.refresh_from_db()
    assert (water.title, water.state) == ("Marche pour l’eau", ItemState.REFUSED)


def test_the_same_address_from_another_feed_comes_once(feed, seeds, site, boss, rubric):
    other = site.shows(
        "/other.xml", ATOM.replace("tag:terres.example", "tag:other").replace("semences?", "semences/?").encode()
    )
    second = following.follow(other, title="Other", organisation=OrganisationFactory(), rubric=rubric, by=boss)

    assert fetching.fetch_feed(second.pk) == 0
    assert FeedItem.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedItem.objects.create(
            feed=second, guid="new", address=seeds.address, address_key=seeds.address_key, title="x"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedItem.objects.create(
            feed=feed, guid=seeds.guid, address="https://a.example/", address_key="a.example", title="x"
        )


@pytest.mark.parametrize("text", [RSS, JSON])
def test_other_kinds_of_feeds(site, boss, rubric, text):
    address = site.shows("/f", text.encode(), kind="text/plain")
    feed = following.follow(address, title="", organisation=OrganisationFactory(), rubric=rubric, by=boss)

    assert fetching.fetch_feed(feed.pk) == 1
    assert FeedItem.objects.get().content == ""  # nothing says that the whole may be carried, so it is not kept


def test_whole_texts_follow_the_right_to_them(feed, seeds, water, boss):
    """The permission is taken back; the one with a licence of its own stays."""
    FeedItem.objects.filter(pk=water.pk).update(content="<p>Le 5 décembre</p>", licence_told="")
    following.change_feed(feed, by=boss, permission="", mode=RelayMode.EXCERPT)

    seeds.refresh_from_db()
    water.refresh_from_db()
    assert (bool(seeds.content), water.content) == (True, "")


def test_whole_texts_as_a_rule_need_a_right(feed, boss):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="whole text needs"):
        following.change_feed(feed, by=boss, permission="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.update(permission="", mode=RelayMode.FULL)


def test_a_feed_that_fails_is_tried_less_and_less_then_shown_then_told_once(feed, site, boss, mailoutbox):
    site.shows("/feed.xml", b"", status=500)
    waits, states = [], []
    for _time in range(7):
        read_again(feed)
        waits.append(round((feed.next_try_at - timezone.now()) / timedelta(hours=1)))
        states.append(feed.state)

    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert states == ["working", "working", *["failing"] * 5]
    assert (feed.problem, feed.failures) == (Problem.ERROR, 7)
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([boss.email], "A feed no longer answers: Terres")
    assert "The site answers with an error." in letter.body

    site.shows("/feed.xml", ATOM.encode())
    read_again(feed)
    assert (feed.state, feed.problem, feed.told_at) == (FeedState.WORKING, "", None)
    assert set(Entry.objects.about(feed).values_list("act", flat=True)) == {
        Act.FEED_FOLLOWED,
        Act.FEED_FAILING,
        Act.FEED_WORKING,
    }


@pytest.mark.parametrize(
    ("page", "problem"),
    [((404, {}, b""), Problem.GONE), ((301, {"Location": "https://elsewhere.example/f"}, b""), Problem.ELSEWHERE)],
)
def test_what_will_not_mend_itself_is_shown_at_once(feed, site, page, problem):
    site.pages["/feed.xml"] = page
    read_again(feed)

    assert (feed.state, feed.problem) == (FeedState.FAILING, problem)
    assert feed.leads_to == ("https://elsewhere.example/f" if problem == Problem.ELSEWHERE else "")


def test_a_page_instead_of_a_feed_says_so(feed, site):
    site.shows("/feed.xml", b"<html><title>Maintenance</title></html>")

    assert read_again(feed).get_problem_display() == "What the site sends is not a feed."


def test_only_the_stewards_of_the_rubric_are_told(feed, site, rubric, mailoutbox):
    from django.contrib.auth.models import Group

    keeper = PersonFactory()
    rubric.stewards = Group.objects.create(name="Campaigns")
    rubric.save()
    keeper.groups.add(rubric.stewards)
    site.shows("/feed.xml", b"", status=404)
    for _time in range(6):
        read_again(feed)

    assert [letter.to for letter in mailoutbox] == [[keeper.email]]


def test_only_feeds_whose_time_has_come_are_asked(feed, boss):
    asked = lambda: [job.args["feed_id"] for job in _jobs()]  # noqa: E731
    before = len(asked())
    tasks.fetch_feeds(0)
    assert len(asked()) == before
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        tasks.fetch_feeds(0)
        tasks.fetch_feeds(0)
        assert len(asked()) == before + 1
    following.pause(feed, by=boss)
    assert fetching.fetch_feed(feed.pk) == 0
    assert not Feed.objects.due().exists()


def _jobs():
    from procrastinate.contrib.django.models import ProcrastinateJob

    return list(ProcrastinateJob.objects.filter(task_name="publications.fetch_feed"))


def test_a_feed_is_followed_once(feed, boss, rubric):
    from maillage.kit.errors import DomainError

    with pytest.raises(DomainError, match="followed already"):
        following.follow(feed.address, title="Again", organisation=feed.organisation, rubric=rubric, by=boss)


def test_a_feed_that_is_left_takes_what_waits_with_it(feed, boss):
    following.leave(feed, by=boss)
    following.leave(feed, by=boss)

    assert fetching.fetch_feed(feed.pk) == 0
    assert not FeedItem.objects.exists()
