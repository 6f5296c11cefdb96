"""Ties in our organisation's name."""

import pytest
from django.core import mail
from django.utils import timezone
from tests.factories.network import MandateFactory, NameFactory, OrganisationFactory, TieFactory, TieTypeFactory, member
from tests.network.mine_kit import at, errors, send, sign_in

from maillage.network.enums import Audience, MandateRole, TieState
from maillage.network.models import Tie
from maillage.notices.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sud")


@pytest.fixture
def other():
    return OrganisationFactory(name="Attac")


@pytest.fixture
def mine(client, organisation):
    return sign_in(client, MandateFactory(organisation=organisation).person)


def proposed(a, b, *, by_a=True):
    now = timezone.now()
    word = {"confirmed_a_at": now} if by_a else {"confirmed_b_at": now}
    return TieFactory(a=a, b=b, state=TieState.PROPOSED, **word)


@pytest.mark.parametrize(("direction", "ends"), [("out", ("Sud", "Attac")), ("in", ("Attac", "Sud"))])
def test_tie_is_proposed_as_the_sentence_says(mine, organisation, other, direction, ends):
    kind = TieTypeFactory()
    url = at("tie-propose", organisation, other=other.slug)
    page = send(mine, url, sentence=f"{kind.pk}:{direction}", since="1998", audience="10")
    assert page.redirect_chain, errors(page)
    tie = Tie.objects.get()
    assert (str(tie.a), str(tie.b)) == ends
    assert (tie.state, tie.period, tie.audience) == (TieState.PROPOSED, "1998/..", Audience.MEMBERS)
    assert (tie.confirmed_a_at if direction == "out" else tie.confirmed_b_at) is not None


def test_proposal_is_told_to_the_other_end_without_naming_us(mine, organisation, other):
    MandateFactory(organisation=other)
    kind = TieTypeFactory()
    send(mine, at("tie-propose", organisation, other=other.slug), sentence=f"{kind.pk}:out", audience="0")
    letter = bytes(Letter.objects.get().message).decode() if not mail.outbox else mail.outbox[0].body
    assert "Sud" not in letter


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"sentence": ""}, "sentence"), ({"since": "never"}, "since"), ({"since": "2003", "until": "1990"}, "until")],
)
def test_wrong_proposal_names_its_field(mine, organisation, other, answers, field):
    kind = TieTypeFactory()
    answers = {"sentence": f"{kind.pk}:out", "audience": "0"} | answers
    page = mine.post(at("tie-propose", organisation, other=other.slug), answers)
    assert field in errors(page)


def test_same_tie_twice_is_refused_in_words(mine, organisation, other):
    tie = TieFactory(a=organisation, b=other, period="1998/..")
    url = at("tie-propose", organisation, other=other.slug)
    page = mine.post(url, {"sentence": f"{tie.type_id}:out", "since": "2003", "audience": "0"})
    assert "__all__" in errors(page)


def test_search_finds_only_what_the_person_may_see(mine, organisation, other):
    hidden = OrganisationFactory(name="Attac cachée", slug="o-9", audience=Audience.STEWARDS)
    NameFactory(organisation=other, text="Canari secret", audience=Audience.STEWARDS)
    page = mine.get(at("tie-search", organisation), {"q": "attac"})
    assert page.context["found"] == [other]
    assert not mine.get(at("tie-search", organisation), {"q": "canari"}).context["found"]
    assert mine.get(at("tie-propose", organisation, other=hidden.slug)).status_code == 404


def test_search_asks_the_same_number_of_queries_for_one_and_three(mine, organisation, other):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mine.get(at("tie-search", organisation), {"q": "attac"})
    counts = []
    for names in ([], ["Attac 2", "Attac 3"]):
        for name in names:
            OrganisationFactory(name=name)
        with CaptureQueriesContext(connection) as queries:
            mine.get(at("tie-search", organisation), {"q": "attac"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_proposal_of_the_other_is_confirmed(mine, organisation, other):
    tie = proposed(other, organisation)
    assert mine.get(at("tie", organisation, uuid=tie.uuid)).context["one"].awaits_us
    mine.post(at("tie-confirm", organisation, uuid=tie.uuid))
    tie.refresh_from_db()
    assert tie.state == TieState.CONFIRMED


def test_proposal_of_the_other_is_disputed_with_a_reason(mine, organisation, other):
    tie = proposed(other, organisation)
    url = at("tie-dispute", organisation, uuid=tie.uuid)
    assert "reason" in errors(mine.post(url, {"reason": " "}))
    mine.post(url, {"reason": "Never heard of them."})
    tie.refresh_from_db()
    assert tie.state == TieState.DISPUTED


def test_our_proposal_cannot_be_confirmed_by_ourselves(mine, organisation, other):
    tie = proposed(organisation, other)
    mine.post(at("tie-confirm", organisation, uuid=tie.uuid))
    tie.refresh_from_db()
    assert tie.state == TieState.PROPOSED


def test_our_proposal_is_withdrawn_theirs_is_not(mine, organisation, other):
    ours, theirs = proposed(organisation, other), proposed(other, organisation)
    mine.post(at("tie-withdraw", organisation, uuid=ours.uuid))
    assert mine.post(at("tie-withdraw", organisation, uuid=theirs.uuid)).status_code == 403
    ours.refresh_from_db()
    assert ours.state == TieState.WITHDRAWN


def test_tie_is_given_its_end(mine, organisation, other):
    tie = TieFactory(a=organisation, b=other, period="1998/..")
    url = at("tie-end", organisation, uuid=tie.uuid)
    assert "until" in errors(mine.post(url, {"until": "soon"}))
    assert errors(mine.post(url, {"until": "1990"}))
    mine.post(url, {"until": "2011"})
    tie.refresh_from_db()
    assert tie.period == "1998/2011"
    assert mine.get(url).status_code == 403


def test_editor_reads_ties_and_decides_nothing(client, organisation, other):
    tie = proposed(other, organisation)
    editor = MandateFactory(organisation=organisation, role=MandateRole.EDITOR).person
    assert sign_in(client, editor).post(at("tie-confirm", organisation, uuid=tie.uuid)).status_code == 403
    assert client.get(at("detail", organisation)).status_code == 200


def test_other_end_cannot_act_in_our_name(client, organisation, other):
    tie = proposed(other, organisation)
    stranger = member(other)
    assert sign_in(client, stranger).post(at("tie-confirm", organisation, uuid=tie.uuid)).status_code == 404
