"""The pages of relays in the back office, without a script."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from tests.canaries import text_of
from tests.factories.accounts import PersonFactory, sign_in
from tests.factories.network import OrganisationFactory
from tests.factories.publications import RubricFactory
from tests.publications.relays.feeds import RSS

from maillage.network.enums import Audience
from maillage.network.queries.readers import reader_of
from maillage.publications.actions.people import set_people
from maillage.publications.enums import RelayMode
from maillage.publications.models import Article, Relay
from maillage.publications.relays import queries
from maillage.publications.relays.actions import deciding, fetching, following
from maillage.publications.relays.enums import FeedState, ItemState
from maillage.publications.relays.models import Feed, FeedItem

pytestmark = pytest.mark.django_db
INBOX, DECIDE, FEEDS, FOLLOW = (f"relays:{name}" for name in ("inbox", "decide", "feeds", "follow"))


def said(response) -> str:
    return unescape(text_of(response))


def post(office, name, *args, **values):
    return office.post(reverse(name, args=args), values, follow=True)


def test_empty_pages_say_what_to_do(office):
    assert "No feed is followed yet" in said(office.get(reverse(INBOX)))
    assert "No feed is followed yet" in said(office.get(reverse(FEEDS)))
    assert "Paste the address" in said(office.get(reverse(FOLLOW)))
    assert office.get(reverse(INBOX), {"list": "no-such"}, follow=True).status_code == 404


def test_the_inbox_tells_what_may_be_shown(office, feed, seeds, water):
    FeedItem.objects.filter(pk=water.pk).update(title="<b>Eau</b> & sel")
    following.change_feed(feed, by=feed.followed_by, permission="", mode=RelayMode.EXCERPT)
    response = office.get(reverse(INBOX))

    text = said(response)
    assert "The whole text may be shown: CC BY-SA 4.0" in text
    assert "No whole text: all rights reserved" in text
    assert "Terres en commun" in text
    assert "<b>Eau</b>" not in response.content.decode()
    assert "steal()" not in response.content.decode()


def test_lists_cost_the_same_for_one_and_for_many(office, feed, queries_at):
    one = FeedItem.objects.order_by("pk").first()
    FeedItem.objects.exclude(pk=one.pk).delete()
    addresses = [reverse(INBOX), reverse(FEEDS)]
    before = [queries_at(lambda address=address: office.get(address)) for address in addresses]
    for number in range(4):
        other = Feed.objects.create(
            address=f"https://a.example/{number}", title="x", organisation=OrganisationFactory(), rubric=RubricFactory()
        )
        FeedItem.objects.create(
            feed=other, guid="1", address=f"https://b.example/{number}", address_key=str(number), title="t"
        )

    assert [queries_at(lambda address=address: office.get(address)) for address in addresses] == before


def test_one_text_is_relayed(office, seeds, rubric, client):
    day = timezone.localdate() + timedelta(days=30)
    page = office.get(reverse("relays:item", args=[seeds.pk]))
    assert "menace" in said(page)
    assert seeds.image not in page.content.decode()  # nothing of the partner's site is asked by a steward's browser

    answer = post(
        office, "relays:item", seeds.pk, act="accept", mode="full", rubric=rubric.pk, expires_on=day.isoformat(), picture_alternative="",
    )  # fmt: skip

    assert "1 text relayed." in said(answer)
    relay = Relay.objects.get()
    assert (relay.mode, relay.expires_on, relay.article.get_parent().pk) == (RelayMode.FULL, day, rubric.pk)
    ended = post(office, "relays:item", seeds.pk, act="end")
    assert "The relay is over" in said(ended)
    assert "back in the inbox" in said(post(office, "relays:item", seeds.pk, act="reopen"))


def test_what_the_licence_forbids_cannot_be_chosen(office, feed, water, rubric):
    following.change_feed(feed, by=feed.followed_by, permission="", mode=RelayMode.EXCERPT)
    page = office.get(reverse("relays:item", args=[water.pk])).content.decode()
    assert 'value="full"' not in page

    answer = post(office, "relays:item", water.pk, act="accept", mode="full", rubric=rubric.pk)
    assert not Article.objects.exists()
    assert "Select a valid choice. full is not one of the available choices" in said(answer)


@pytest.mark.parametrize("day", ["2020-01-01", "soon"])
def test_a_day_that_is_past_is_refused(office, seeds, rubric, day):
    post(office, "relays:item", seeds.pk, act="accept", mode="link", rubric=rubric.pk, expires_on=day)

    assert not Article.objects.exists()


def test_many_are_decided_at_once(office, feed, seeds, water):
    back = f"{reverse(INBOX)}?list=proposed"
    answer = office.post(
        reverse(DECIDE), {"id": [seeds.pk, water.pk], "act": "accept", "many-mode": "", "back": back}, follow=True
    )

    assert "2 texts relayed." in said(answer)
    assert answer.redirect_chain[0][0] == back
    assert dict(Relay.objects.values_list("original_url", "mode")) == {seeds.address: "full", water.address: "full"}
    again = post(office, DECIDE, id=[seeds.pk], act="refuse", back="https://evil.example/")
    assert "End the relay instead" in said(again)
    assert again.redirect_chain[0][0] == reverse(INBOX)


def test_nothing_chosen_does_nothing(office, feed):
    for values in ({}, {"id": ["x", "9" * 40], "act": "accept"}, {"id": [FeedItem.objects.first().pk], "act": "burn"}):
        assert "Choose at least one text" in said(post(office, DECIDE, **values))
    assert FeedItem.objects.proposed().count() == 2


def test_refused_texts_are_found_again(office, seeds):
    post(office, DECIDE, id=[seeds.pk], act="refuse")

    assert "Semences" in said(office.get(reverse(INBOX), {"list": "refused"}))
    assert "Semences" not in said(office.get(reverse(INBOX)))


# ── feeds ───────────────────────────────────────────────────────────────────


def test_a_site_is_pasted_and_its_feed_followed(office, site, rubric):
    OrganisationFactory(name="Common Ground", slug="common-ground")
    site.shows("/rss", RSS.encode(), kind="application/rss+xml")
    site.shows(
        "/",
        b'<link rel="alternate" type="application/rss+xml" title="News" href="/rss"><link rel="alternate" type="application/atom+xml" href="/atom">',
    )
    several = post(office, FOLLOW, address=site.at("/"))
    assert "names several feeds" in said(several)

    terms = post(office, FOLLOW, chosen=site.at("/rss"))
    assert "holds one text now" in said(terms)
    assert 'value="Common Ground"' in terms.content.decode()
    wrong = post(
        office,
        FOLLOW,
        chosen=site.at("/rss"),
        title="Ground",
        organisation="common-ground",
        rubric=rubric.pk,
        mode="full",
    )
    assert "needs a licence" in said(wrong)
    assert not Feed.objects.exists()
    done = post(
        office,
        FOLLOW,
        chosen=site.at("/rss"),
        title="Ground",
        organisation="common-ground",
        rubric=rubric.pk,
        mode="excerpt",
    )

    assert "The feed is followed" in said(done)
    feed = Feed.objects.get()
    fetching.fetch_feed(feed.pk)
    assert FeedItem.objects.get().title == "Land for all"
    assert "followed already" in said(
        post(
            office,
            FOLLOW,
            chosen=site.at("/rss"),
            title="Ground",
            organisation="common-ground",
            rubric=rubric.pk,
            mode="excerpt",
        )
    )


@pytest.mark.parametrize(
    ("path", "words"),
    [("/no-feed", "names no feed"), ("/none", "no longer exists"), ("/itself", "cannot be read")],
)
def test_what_cannot_be_followed_says_why(office, site, path, words):
    site.shows("/no-feed", b"<html><p>Nothing</p>")
    site.shows("/itself", b'<link rel="alternate" type="application/rss+xml" href="/itself">')

    assert words in said(post(office, FOLLOW, address=site.at(path)))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "localhost", "http://169.254.169.254/", "file:///etc/passwd", "x:y"]
)
def test_addresses_inside_are_not_asked(office, address):
    text = said(post(office, FOLLOW, address=address))

    assert "not on the public network" in text or "not an address we can ask" in text or "does not answer" in text


def test_a_failing_feed_shows_why_and_where_it_went(office, feed, site):
    site.pages["/feed.xml"] = (301, {"Location": "https://new.example/feed"}, b"")
    fetching.fetch_feed(feed.pk)

    for address in (reverse(FEEDS), reverse("relays:feed", args=[feed.pk])):
        assert "failing" in said(office.get(address))
        assert "leads to another site" in said(office.get(address))
    page = office.get(reverse("relays:feed", args=[feed.pk])).content.decode()
    assert f"{reverse(FOLLOW)}?address=https%3A%2F%2Fnew.example%2Ffeed" in page
    assert "new.example" in office.get(f"{reverse(FOLLOW)}?address=https://new.example/feed").content.decode()


def test_a_feed_is_changed_paused_resumed_and_left(office, feed, rubric):
    address = ("relays:feed", feed.pk)
    changed = post(
        office,
        *address,
        title="New title",
        organisation=feed.organisation.slug,
        rubric=rubric.pk,
        mode="excerpt",
        permission="",
    )
    assert "Changed." in said(changed)
    assert "paused" in said(post(office, *address, act="pause"))
    assert Feed.objects.get().state == FeedState.PAUSED
    assert "read again now" in said(post(office, *address, act="read"))
    assert post(office, *address, act="burn").status_code == 404
    assert "no longer followed" in said(post(office, *address, act="leave"))
    assert not Feed.objects.exists()


# ── who may ─────────────────────────────────────────────────────────────────


def test_stewards_of_a_rubric_see_what_is_theirs(feed, rubric, boss):
    inner = RubricFactory(title="Inner", parent=rubric)
    other = RubricFactory(title="Elsewhere", language="en")
    keeper = PersonFactory()
    rubric.stewards = Group.objects.create(name="Campaigns")
    rubric.save()
    keeper.groups.add(rubric.stewards)
    feed.organisation.audience = Audience.STEWARDS
    reader = reader_of(keeper)

    assert set(queries.rubrics_of(reader)) == {rubric, inner}
    assert queries.items_of(reader).count() == 2
    following.change_feed(feed, by=boss, rubric=other)
    assert not queries.items_of(reader).exists()
    assert not queries.feeds_of(reader_of(PersonFactory())).exists()


def _menu_of(response) -> list[str]:
    found = re.search(r'<nav class="office-nav".*?</nav>', response.content.decode(), re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0])


def test_the_menu_without_a_script_leads_where_its_reader_may_go(client, office, feed, boss):
    keeper = PersonFactory(language="en")
    set_people(feed.rubric, stewards=[keeper], by=boss)

    everything = _menu_of(office.get(reverse(INBOX)))
    assert {reverse("office:inbox"), reverse("office:hides"), reverse(INBOX)} <= set(everything)

    sign_in(client, keeper)
    menu = _menu_of(client.get(reverse(INBOX)))
    assert reverse(INBOX) in menu
    assert len(menu) < len(everything)
    assert [address for address in menu if client.get(address, follow=True).status_code != 200] == []


def test_the_source_is_named_to_those_who_may_see_it(feed, boss):
    hidden = OrganisationFactory(name="Hidden source", audience=Audience.STEWARDS)
    following.change_feed(feed, by=boss, organisation=hidden)
    feed.refresh_from_db()

    assert queries.sources(reader_of(boss), [feed]) == {hidden.pk: "Hidden source"}
    assert queries.sources(reader_of(PersonFactory()), [feed]) == {}


def test_for_others_there_is_nothing_here(client, feed, seeds):
    sign_in(client, PersonFactory())
    for name, args in (
        (INBOX, []),
        (FEEDS, []),
        (FOLLOW, []),
        (DECIDE, []),
        ("relays:item", [seeds.pk]),
        ("relays:feed", [feed.pk]),
    ):
        assert client.get(reverse(name, args=args), follow=True).status_code == 404
        assert client.post(reverse(name, args=args), {"id": seeds.pk, "act": "refuse"}, follow=True).status_code == 404
    seeds.refresh_from_db()
    assert seeds.state == ItemState.PROPOSED


def test_the_desk_says_what_waits(office, feed):
    assert "texts to look at" in said(office.get("/en/desk/"))


def test_erasure_keeps_what_was_decided_and_forgets_by_whom(feed, seeds, boss):
    from maillage.kit.personal_data import holdings

    deciding.refuse(seeds, by=boss)
    held = holdings["feeds"]
    assert len(held.rows(boss.pk)) == 2
    assert held.erase(boss.pk) == 2
    assert held.rows(boss.pk) == []
