"""The page of one organisation: what it says, in which words, to whom."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from tests.factories.accounts import sign_in
from tests.factories.network import (
    BodyFactory,
    ClaimFactory,
    ContactFactory,
    DescriptionFactory,
    LogoFactory,
    NameFactory,
    OldAddressFactory,
    OrganisationFactory,
    PresenceFactory,
    SourceFactory,
    TerritoryFactory,
    ThemeLinkFactory,
    TieFactory,
    TieRoleFactory,
    TieTypeFactory,
    member,
    steward,
)

from maillage.network.enums import (
    Audience,
    BodyKind,
    NameKind,
    Precision,
    Qualifier,
    TerritoryKind,
    TieRoleKind,
    TieState,
)
from maillage.network.models import ChangeProposal, Merge
from maillage.network.phrases import figure_words
from maillage.network.queries.organisation import Record
from maillage.network.readers import STRANGER, Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def page(client, organisation):
    return client.get(reverse("network:organisation-detail", args=[organisation.slug]))


def text(client, organisation) -> str:
    """The words of the page, without tags, spaces made single."""
    body = page(client, organisation).content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


# ── who may read ────────────────────────────────────────────────────────────


def test_hidden_organisation_answers_a_stranger_like_nothing_at_all(client):
    hidden = OrganisationFactory(slug="canary", audience=Audience.STEWARDS)
    answers = [client.get(f"/en/organisations/{slug}/") for slug in (hidden.slug, "nobody")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content.replace(b"canary", b"") == answers[1].content.replace(b"nobody", b"")
    sign_in(client, steward())
    assert page(client, hidden).status_code == 200


def test_hidden_values_are_not_on_the_page(client):
    organisation = OrganisationFactory(name="Known to all")
    other = OrganisationFactory(name="Canary member", audience=Audience.STEWARDS)
    NameFactory(organisation=organisation, text="Canary name", audience=Audience.MEMBERS)
    DescriptionFactory(organisation=organisation, html="<p>Canary text</p>", audience=Audience.MEMBERS)
    ContactFactory(organisation=organisation, value="https://canary.example.org/", audience=Audience.MEMBERS)
    ClaimFactory(organisation=organisation, source=SourceFactory(title="Canary source"), audience=Audience.MEMBERS)
    BodyFactory(organisation=organisation, name="Canary body", audience=Audience.MEMBERS)
    TieFactory(a=other, b=organisation)
    TieFactory(a=OrganisationFactory(name="Shy member"), b=organisation, audience=Audience.MEMBERS)

    content = page(client, organisation).content.lower()
    assert b"canary" not in content
    assert b"shy" not in content
    sign_in(client, steward())
    assert page(client, organisation).content.lower().count(b"canary") >= 6


def test_old_address_leads_to_the_present_one(client):
    old = OldAddressFactory(slug="echanges", organisation=OrganisationFactory(slug="echanges-sud"))
    answer = client.get("/en/organisations/echanges/")

    assert (answer.status_code, answer["Location"]) == (301, "/en/organisations/echanges-sud/")
    old.organisation.shown_to = Audience.STEWARDS
    old.organisation.save()
    assert client.get("/en/organisations/echanges/").status_code == 404
    sign_in(client, steward())
    assert client.get("/en/organisations/echanges/").status_code == 302


def test_merged_records_lead_to_the_one_that_was_kept(client):
    kept, between, absorbed = (OrganisationFactory(slug=slug) for slug in ("kept", "between", "absorbed"))
    for gone, into in ((absorbed, between), (between, kept)):
        Merge.objects.create(kept=into, absorbed=gone)
        gone.merged_into = into
        gone.save()

    assert client.get("/en/organisations/absorbed/").headers["Location"] == "/en/organisations/kept/"
    assert client.get("/en/organisations/absorbed.vcf").headers["Location"] == "/en/organisations/kept.vcf"


# ── names and texts ─────────────────────────────────────────────────────────


def test_names_stand_with_their_kind_language_and_period(client):
    organisation = OrganisationFactory(name="CRID", language="en")
    NameFactory(organisation=organisation, text="مركز البحث", language="ar")
    NameFactory(organisation=organisation, text="Old name", kind=NameKind.FORMER, period="1976/1985")

    content = page(client, organisation).content.decode()
    assert '<span lang="ar" dir="rtl">مركز البحث</span>' in content
    assert "1976–1985" in content


def test_text_in_another_language_says_so_and_the_others_remain_within_reach(client):
    organisation = OrganisationFactory()
    DescriptionFactory(organisation=organisation, language="fr", html="<p>Elle agit.</p>")
    DescriptionFactory(organisation=organisation, language="ar", html="<p>تعمل.</p>")

    content = page(client, organisation).content.decode()
    assert "Not written in this language yet" in content
    assert 'lang="fr" dir="ltr"><p>Elle agit.</p>' in content
    assert 'lang="ar" dir="rtl"><p>تعمل.</p>' in content
    DescriptionFactory(organisation=organisation, language="en", html="<p>It acts.</p>")
    assert "Not written in this language yet" not in page(client, organisation).content.decode()


def test_an_international_organisation_has_no_place_that_is_not_shown(client):
    organisation = OrganisationFactory()
    PresenceFactory(organisation=organisation, territory=TerritoryFactory(name="World", kind=TerritoryKind.WORLD))

    said = text(client, organisation)
    assert "International" in said
    assert "World" not in said
    assert "not shown" not in said


def test_place_says_how_exactly_it_is_shown(client):
    country = TerritoryFactory(code="fr", name="France")
    region = TerritoryFactory(code="idf", name="Île-de-France", kind=TerritoryKind.SUBNATIONAL, parent=country)
    town = TerritoryFactory(code="paris", name="Paris", kind=TerritoryKind.TOWN, parent=region)
    organisation = OrganisationFactory()
    PresenceFactory(
        organisation=organisation,
        territory=town,
        latitude=48.861,
        longitude=2.371,
        precision_public=Precision.REGION,
        precision_members=Precision.EXACT,
    )

    assert "Île-de-France, France seat shown to the region" in text(client, organisation)
    assert "Paris" not in text(client, organisation)
    sign_in(client, member())
    assert "Paris, Île-de-France, France seat shown exactly" in text(client, organisation)


# ── ties in words ───────────────────────────────────────────────────────────


def founding_membership():
    tie = TieFactory(period="1976/..", a=OrganisationFactory(name="Ipam"), b=OrganisationFactory(name="CRID"))
    TieRoleFactory(tie=tie, role=TieRoleKind.FOUNDER)
    TieRoleFactory(tie=tie, role=TieRoleKind.BOARD_MEMBER, body=BodyFactory(organisation=tie.b, kind=BodyKind.BOARD))
    for number in range(5):
        TieRoleFactory(tie=tie, body=BodyFactory(organisation=tie.b, name=f"Group {number}"))
    return tie


def test_tie_is_one_sentence_on_both_pages(client):
    tie = founding_membership()
    sentence = "founding member, on the board, in five working groups"

    for here, other in ((tie.a, "CRID"), (tie.b, "Ipam")):
        words = text(client, here)
        assert f"since 1976 {other} {sentence} Group 0 Group 1" in words
        assert "confirmed by both" in words


@pytest.mark.parametrize(
    ("count", "words"), [(1, "in one working group"), (2, "in two working groups"), (12, "in 12 working groups")]
)
def test_working_groups_are_counted_in_words(client, count, words):
    tie = TieFactory()
    for _ in range(count):
        TieRoleFactory(tie=tie, body=BodyFactory(organisation=tie.b))

    assert f"member, {words}" in text(client, tie.a)


def test_groups_that_are_not_named_are_several(client):
    tie = TieFactory()
    TieRoleFactory(tie=tie, is_plural=True)

    assert "member, in several working groups" in text(client, tie.a)


def test_hidden_group_is_not_counted(client):
    tie = TieFactory()
    for audience in (Audience.PUBLIC, Audience.MEMBERS):
        TieRoleFactory(tie=tie, body=BodyFactory(organisation=tie.b, audience=audience))

    assert "member, in one working group" in text(client, tie.a)


def test_several_periods_and_ties_are_told_in_order(client):
    a, b = OrganisationFactory(name="Échanges Sud"), OrganisationFactory(name="CRID")
    TieFactory(a=a, b=b, period="2009/..")
    TieFactory(a=a, b=b, period="1990/1995")

    assert "since 1990 CRID member (1990–1995), member (since 2009)" in text(client, a)


def test_other_ties_are_read_from_either_end(client):
    hosts = TieTypeFactory(code="hosts", label="hosts", inverse_label="is hosted by")
    tie = TieFactory(type=hosts, a=OrganisationFactory(name="House"), b=OrganisationFactory(name="Guest"))

    assert "Guest hosts" in text(client, tie.a)
    assert "House is hosted by" in text(client, tie.b)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": TieState.STATED}, "stated from a source"),
        ({"state": TieState.STATED, "confirmed_b_at": timezone.now()}, "confirmed by CRID"),
        ({}, "confirmed by both"),
    ],
)
def test_provenance_says_how_we_know(client, fields, words):
    tie = TieFactory(b=OrganisationFactory(name="CRID"), **fields)

    assert words in text(client, tie.a)


def test_proposed_and_withdrawn_ties_are_not_public(client):
    network = OrganisationFactory()
    TieFactory(a=OrganisationFactory(name="Canary"), b=network, state=TieState.PROPOSED)
    TieFactory(a=OrganisationFactory(name="Canary too"), b=network, state=TieState.WITHDRAWN)

    assert "Canary" not in text(client, network)


# ── figures ─────────────────────────────────────────────────────────────────


def test_claims_stand_beside_counts_and_contradict_one_another_in_peace(client):
    network = OrganisationFactory(name="CRID")
    ClaimFactory(organisation=network, value=54, source=SourceFactory(title="CRID"))
    ClaimFactory(organisation=network, value=50, qualifier=Qualifier.MORE_THAN, source=SourceFactory(title="Ipam"))
    ClaimFactory(organisation=network, measure="partners", value=None, qualifier=Qualifier.SEVERAL_HUNDRED)
    for _ in range(3):
        TieFactory(b=network)

    words = text(client, network)
    assert "54 member organisations source: CRID 3 known here more than 50" in words
    assert "several hundred partners" in words
    assert "Sources do not agree" in words


def test_small_counts_beside_claims_are_for_stewards(client):
    network = ClaimFactory().organisation
    for _ in range(2):
        TieFactory(b=network)

    assert "known here" not in text(client, network).partition("These figures")[0]
    sign_in(client, steward())
    assert "2 known here" in text(client, network)


# ── cost, safety, corrections ───────────────────────────────────────────────


def test_page_costs_the_same_with_one_tie_and_with_three(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    network = OrganisationFactory()

    def tie():
        made = TieFactory(b=network)
        TieRoleFactory(tie=made, body=BodyFactory(organisation=network))
        ThemeLinkFactory(organisation=network)
        PresenceFactory(organisation=network, territory=TerritoryFactory(parent=TerritoryFactory()))
        ClaimFactory(organisation=network, value=made.pk)

    tie()
    page(client, OrganisationFactory())  # what a process reads once; the page itself is kept until something changes
    with django_assert_max_num_queries(40) as one:
        page(client, network)
    tie()
    tie()
    with django_assert_num_queries(len(one)):
        page(client, network)


def test_nothing_said_becomes_markup(client):
    bad = "</script><script>alert(1)</script>"
    organisation = OrganisationFactory(name=bad, slug="bad")
    DescriptionFactory(organisation=organisation, language="en", html="<p onclick=x>ok</p><script>alert(1)</script>")
    ContactFactory(organisation=organisation, kind="social", value="javascript:alert(1)")

    content = page(client, organisation).content.decode()
    assert "<script>alert" not in content
    assert "onclick" not in content
    assert 'href="javascript' not in content
    embedded = re.search(r'<script type="application/ld\+json">(.*?)</script>', content, re.DOTALL)
    assert json.loads(embedded[1])["name"] == [bad]


def correction_page(client, organisation):
    return reverse("network:organisation-correct", args=[organisation.slug])


def test_stranger_sends_a_correction_and_is_thanked(client):
    organisation = OrganisationFactory()
    answer = client.post(
        correction_page(client, organisation), {"message": "It moved.", "reply_to": "a@example.org"}, follow=True
    )

    assert "Thank you" in answer.content.decode()
    proposal = ChangeProposal.objects.get()
    assert (proposal.organisation, proposal.message, proposal.reply_to) == (organisation, "It moved.", "a@example.org")


@pytest.mark.parametrize("fields", [{"message": ""}, {"message": "x" * 2001}, {"message": "ok", "reply_to": "nowhere"}])
def test_wrong_correction_is_named_and_nothing_is_kept(client, fields):
    answer = client.post(correction_page(client, OrganisationFactory()), fields)

    assert answer.status_code == 400
    assert "mend this first" in answer.content.decode()
    assert not ChangeProposal.objects.exists()


def test_machine_that_fills_in_everything_is_thanked_and_forgotten(client):
    fields = {"message": "buy", "homepage": "https://spam.example.org"}
    answer = client.post(correction_page(client, OrganisationFactory()), fields)

    assert answer.status_code == 302
    assert not ChangeProposal.objects.exists()


def test_too_many_open_corrections_are_refused_kindly(client, monkeypatch):
    monkeypatch.setattr("maillage.network.actions.proposals.OPEN_CORRECTIONS_LIMIT", 1)
    address = correction_page(client, OrganisationFactory())
    client.post(address, {"message": "one"})
    answer = client.post(address, {"message": "two"})

    assert "already waiting" in answer.content.decode()
    assert "two" in answer.content.decode()
    assert ChangeProposal.objects.count() == 1


def test_correction_of_a_hidden_record_is_not_there(client):
    hidden = OrganisationFactory(audience=Audience.STEWARDS)

    assert client.post(correction_page(client, hidden), {"message": "x"}).status_code == 404


def test_logo_passes_the_gate_with_a_fingerprint(client):
    logo = LogoFactory()
    address = reverse("network:organisation-logo", args=[logo.organisation.slug])
    answer = client.get(address)

    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    logo.shown_to = Audience.STEWARDS
    logo.save()
    assert client.get(address).status_code == 404


def test_the_seat_comes_first_and_a_former_address_last():
    organisation = OrganisationFactory()
    for role in ("former", "field", "seat"):
        PresenceFactory(organisation=organisation, role=role)
    places = Record(organisation, STRANGER).places
    assert [place.role for place in places] == ["seat", "field", "former"]


def test_a_disputed_tie_stands_apart_and_says_so(client):
    one, other = OrganisationFactory(), OrganisationFactory(name="Foro")
    kind = TieTypeFactory(is_membership=False)
    TieFactory(a=one, b=other, type=kind, period="2013/2016", state=TieState.CONFIRMED)
    TieFactory(a=one, b=other, type=kind, period="2021/..", state=TieState.DISPUTED, confirmed_a_at=timezone.now())
    sign_in(client, steward())
    entries = Record(one, Reader(level=Audience.STEWARDS)).other_ties
    assert [entry.provenance for entry in entries][1:] == ["disputed"]


@pytest.mark.parametrize(("language", "words"), [("fr", "180 000"), ("ar", "180.000")])
def test_digits_of_a_figure_come_in_groups_in_every_language(language, words):
    with translation.override(language):
        assert figure_words("exact", 180000).replace("\xa0", " ").replace("\u202f", " ") == words
