"""From the inbox to the site: what is accepted, how much of it, for how long."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.utils import timezone
from PIL import Image
from tests.factories.publications import RelayFactory, RubricFactory

from maillage.cms.models import Picture
from maillage.journal.models import Entry
from maillage.kit.errors import DomainError
from maillage.network.readers import STRANGER
from maillage.publications.enums import Licence, RelayMode
from maillage.publications.models import Article, Relay
from maillage.publications.queries.articles import published
from maillage.publications.relays.actions import deciding, ending, pictures
from maillage.publications.relays.enums import Act, ItemState
from maillage.publications.relays.models import FeedItem
from maillage.publications.relays.rights import modes_of, usual_mode

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def test_a_text_under_a_licence_is_relayed_whole(seeds, rubric, boss, client):
    article = deciding.accept(seeds, by=boss, mode=RelayMode.FULL, rubric=rubric)

    relay = article.relay
    assert (relay.original_url, relay.source, relay.language) == (seeds.address, seeds.feed.organisation, "fr")
    assert (relay.licence, article.licence, relay.mode) == (Licence.CC_BY_SA, Licence.CC_BY_SA, RelayMode.FULL)
    assert published(STRANGER).get() == article
    said = client.get(article.url).content.decode()
    assert "menace" in said
    assert "script>steal" not in said
    assert [(a.name, a.organisation) for a in article.authors.all()] == [("Awa Diop", seeds.feed.organisation)]
    assert list(Entry.objects.about(seeds).values_list("act", flat=True)) == [Act.ITEM_ACCEPTED]


@pytest.mark.parametrize(("mode", "standfirst"), [(RelayMode.EXCERPT, "Le 5 décembre, partout."), (RelayMode.LINK, "")])
def test_of_others_only_a_link_or_an_extract_is_shown(water, rubric, boss, mode, standfirst):
    article = deciding.accept(water, by=boss, mode=mode, rubric=rubric)

    assert (article.standfirst, len(article.body), article.licence) == (standfirst, 0, "")


def test_whole_texts_need_a_right(seeds, rubric, boss, feed):
    FeedItem.objects.update(licence_told="All rights reserved")
    feed.permission, feed.mode = "", RelayMode.EXCERPT
    feed.save()
    seeds = FeedItem.objects.select_related("feed").get(pk=seeds.pk)

    assert RelayMode.FULL not in modes_of(seeds)
    with pytest.raises(DomainError, match="licence or a written permission"):
        deciding.accept(seeds, by=boss, mode=RelayMode.FULL, rubric=rubric)
    assert not Article.objects.exists()


def test_an_earlier_licence_goes_with_the_text(seeds, rubric, boss):
    told = "https://creativecommons.org/licenses/by-nc/1.0/"
    FeedItem.objects.filter(pk=seeds.pk).update(licence_told=told)
    article = deciding.accept(seeds, by=boss, mode=RelayMode.FULL, rubric=rubric)

    assert article.relay.licence == Licence.PERMISSION
    assert f'href="{told}"' in str(article.body)


def test_usual_mode_is_never_more_than_allowed(seeds, water):
    assert (usual_mode(seeds), usual_mode(water)) == (RelayMode.FULL, RelayMode.FULL)
    FeedItem.objects.filter(pk=water.pk).update(content="", excerpt="")
    water.refresh_from_db()
    assert usual_mode(water) == RelayMode.LINK


def test_accepting_again_changes_nothing(seeds, rubric, boss):
    first = deciding.accept(seeds, by=boss, mode=RelayMode.LINK, rubric=rubric)

    assert deciding.accept(seeds, by=boss, mode=RelayMode.FULL, rubric=rubric) == first
    assert Article.objects.count() == Relay.objects.count() == 1


def test_what_is_relayed_already_is_not_relayed_twice(seeds, rubric, boss):
    RelayFactory(original_url=seeds.address)

    with pytest.raises(DomainError, match="already"):
        deciding.accept(seeds, by=boss, mode=RelayMode.LINK, rubric=rubric)


def test_titles_alike_and_titles_of_signs(seeds, water, rubric, boss):
    FeedItem.objects.filter(pk=seeds.pk).update(title="…")
    FeedItem.objects.filter(pk=water.pk).update(title="…")

    slugs = {deciding.accept(item, by=boss, mode=RelayMode.LINK, rubric=rubric).slug for item in (seeds, water)}

    assert slugs == {f"relay-{seeds.pk}", f"relay-{water.pk}"}


def test_refused_texts_come_back_only_when_asked(seeds, boss, rubric):
    deciding.refuse(seeds, by=boss)
    deciding.refuse(seeds, by=boss)
    with pytest.raises(DomainError, match="not in the inbox"):
        deciding.accept(seeds, by=boss, mode=RelayMode.LINK, rubric=rubric)
    deciding.reopen(seeds, by=boss)
    deciding.accept(seeds, by=boss, mode=RelayMode.LINK, rubric=rubric)

    with pytest.raises(DomainError, match="End the relay"):
        deciding.refuse(seeds, by=boss)
    acts = list(Entry.objects.about(seeds).order_by("pk").values_list("act", flat=True))
    assert acts == [Act.ITEM_REFUSED, Act.ITEM_REOPENED, Act.ITEM_ACCEPTED]


def test_a_relay_ends_on_its_day(seeds, rubric, boss, client):
    with pytest.raises(DomainError, match="after today"):
        deciding.accept(seeds, by=boss, mode=RelayMode.LINK, rubric=rubric, expires_on=TODAY())
    article = deciding.accept(
        seeds, by=boss, mode=RelayMode.LINK, rubric=rubric, expires_on=TODAY() + timedelta(days=9)
    )
    assert ending.end_overdue() == 0
    with time_machine.travel(timezone.now() + timedelta(days=10), tick=False):
        assert not published(STRANGER).exists()
        assert ending.end_overdue() == 1
        assert ending.end_overdue() == 0

    seeds.refresh_from_db()
    assert seeds.state == ItemState.EXPIRED
    assert client.get(article.url).status_code == 404


def test_an_ended_relay_can_be_taken_up_again_elsewhere(seeds, rubric, boss, client):
    article = deciding.accept(seeds, by=boss, mode=RelayMode.FULL, rubric=rubric)
    ending.end(seeds, by=boss)
    ending.end(seeds, by=boss)
    assert client.get(article.url).status_code == 404
    deciding.reopen(seeds, by=boss)
    other = RubricFactory(title="Calls", language="en")

    again = deciding.accept(seeds, by=boss, mode=RelayMode.LINK, rubric=other)

    assert again.pk == article.pk
    again = Article.objects.get()
    assert (again.live, again.get_parent().pk, len(again.body), again.relay.mode) == (True, other.pk, 0, RelayMode.LINK)


def test_what_nobody_decides_leaves_the_inbox_and_is_forgotten(seeds, water, boss):
    deciding.refuse(water, by=boss)
    with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
        assert (ending.expire_waiting(), ending.forget_left()) == (1, 0)
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        assert ending.forget_left() == 2


def _photograph(kind: str = "JPEG") -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x8298] = "secret camera"
    Image.new("RGB", (40, 30), "green").save(out, kind, exif=exif)
    return out.getvalue()


def test_the_picture_is_fetched_and_drawn_again(seeds, rubric, boss, site):
    FeedItem.objects.filter(pk=seeds.pk).update(image=site.shows("/champ.jpg", _photograph(), kind="image/jpeg"))
    article = deciding.accept(seeds, by=boss, mode=RelayMode.EXCERPT, rubric=rubric)

    pictures.take_picture(seeds.pk, alternative="Un champ de mil")
    assert pictures.take_picture(seeds.pk, alternative="Un champ de mil") is None

    article = Article.objects.get(pk=article.pk)
    assert (article.picture_alternative, article.picture_credit) == ("Un champ de mil", "Awa Diop, Terres")
    with article.picture.file.open() as file:
        assert b"secret camera" not in file.read()
    assert article.live
    assert article.latest_revision.as_object().picture == article.picture


@pytest.mark.parametrize("body", [b"<svg onload='x()'/>", b"", b"x" * 6_000_000])
def test_what_is_no_picture_is_left_out(seeds, rubric, boss, site, body):
    FeedItem.objects.filter(pk=seeds.pk).update(image=site.shows("/champ.svg", body, kind="image/svg+xml"))
    deciding.accept(seeds, by=boss, mode=RelayMode.LINK, rubric=rubric)

    assert pictures.take_picture(seeds.pk, alternative="x") is None
    assert not Picture.objects.exists()
