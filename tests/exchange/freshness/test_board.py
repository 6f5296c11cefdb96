"""The stewards' board, the desk, and asking now."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.exchange.freshness.kit import asked, link, text, with_mailbox
from tests.factories.accounts import sign_in
from tests.factories.network import HideFactory, MandateFactory, OrganisationFactory, member, steward

from maillage.exchange.freshness.actions import asking
from maillage.exchange.freshness.board import board
from maillage.exchange.freshness.enums import Standing
from maillage.exchange.freshness.models import CheckRequest, CheckStop
from maillage.network.enums import Audience, MandateRole
from maillage.network.queries.readers import reader_of
from maillage.notices.models import Letter, LetterState

pytestmark = pytest.mark.django_db
BOARD = "/en/freshness/"


@pytest.fixture
def at_board(client):
    sign_in(client, steward())
    return client


def standings(client, show=""):
    page = client.get(BOARD, {"show": show} if show else {})
    return {str(row.organisation): row.standing for row in page.context["rows"]}


@pytest.fixture
def one_of_each():
    OrganisationFactory(name="Nobody")
    for name in ("Never", "Waiting", "Stale", "Answered", "Stopped", "Bounced"):
        organisation = with_mailbox(f"{name.lower()}@example.org", name=name)
        if name not in {"Never", "Stopped"}:
            request, _token = asked(organisation)
        if name == "Stale":
            CheckRequest.objects.filter(pk=request.pk).update(answer="none")
        if name == "Answered":
            CheckRequest.objects.filter(pk=request.pk).update(answer="right", used_at=timezone.now())
        if name == "Stopped":
            asking.stop(organisation, by=None)
    Letter.objects.create(
        sender="a@example.org", recipients=["bounced@example.org"], message=b"", state=LetterState.FAILED
    )


ALL = {
    "Nobody": Standing.NO_ADDRESS, "Never": Standing.NEVER, "Waiting": Standing.WAITING, "Stale": Standing.STALE,
    "Answered": Standing.ANSWERED, "Stopped": Standing.STOPPED, "Bounced": Standing.BOUNCED,
}  # fmt: skip


def test_board_says_where_each_stands(at_board, one_of_each):
    assert standings(at_board) == ALL


@pytest.mark.parametrize(("name", "standing"), ALL.items())
def test_board_is_narrowed_to_one_standing(at_board, one_of_each, name, standing):
    assert name in standings(at_board, standing)
    others = {other for other in standings(at_board, standing) if ALL[other] != standing}
    assert others <= {"Bounced"}  # a letter that came back also waits


def test_the_least_fresh_stand_first(at_board):
    for name, days in (("B", 20), ("A", 30), ("C", 10)):
        OrganisationFactory(name=name, last_confirmed_on=timezone.localdate() - timedelta(days=days))
    page = at_board.get(BOARD)
    assert [(str(row.organisation), row.days) for row in page.context["rows"]] == [("A", 30), ("B", 20), ("C", 10)]


def test_board_without_organisation_says_what_to_do(at_board):
    assert 'class="empty"' in text(at_board.get(BOARD))


@pytest.mark.parametrize("who", ["stranger", "member"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_board_is_not_there_for_others(client, who, method):
    if who == "member":
        sign_in(client, member())
    assert getattr(client, method)(BOARD).status_code == 404


def test_asking_now_those_that_are_ticked(at_board):
    fresh, nobody = with_mailbox(name="Fresh"), OrganisationFactory(name="Nobody")
    page = at_board.post(BOARD, {"act": "ask", "id": [fresh.pk, nobody.pk]}, follow=True)
    assert [letter.to for letter in mail.outbox] == [["hello@example.org"]]
    assert CheckRequest.objects.get().asked_by is not None
    assert "Nobody" in " ".join(str(message) for message in page.context["messages"])


def test_hidden_organisation_is_not_asked_from_the_board_either(at_board):
    organisation = with_mailbox()
    HideFactory(organisation=organisation)
    at_board.post(BOARD, {"act": "ask", "id": [organisation.pk]})
    assert mail.outbox == []
    assert at_board.get(BOARD).context["rows"][0].is_hidden


def test_whoever_was_asked_is_not_written_to_again_before_the_answer(at_board):
    request, _token = asked(with_mailbox(name="Sud"))
    page = at_board.post(BOARD, {"act": "ask", "id": [request.organisation_id]}, follow=True)
    assert len(mail.outbox) == 1
    assert "awaited" in " ".join(str(message) for message in page.context["messages"])


def test_stopping_and_allowing_again(at_board):
    organisation = with_mailbox()
    at_board.post(BOARD, {"act": "stop", "id": [organisation.pk]})
    assert CheckStop.objects.get().stopped_by is not None
    at_board.post(BOARD + "?show=stopped", {"act": "resume", "id": [organisation.pk]})
    assert not CheckStop.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"act": "ask"}, {"act": "erase", "id": ["1"]}, {"act": "ask", "id": ["x", "9" * 9]}]
)
def test_nothing_ticked_does_nothing(at_board, sent):
    assert at_board.post(BOARD, sent, follow=True).status_code == 200
    assert mail.outbox == []


def test_board_asks_the_same_number_of_queries_for_one_and_three(at_board):
    counts = []
    for times in (1, 3):
        for number in range(times):
            asked(with_mailbox(f"{times}{number}@example.org"))
        at_board.get(BOARD)
        with CaptureQueriesContext(connection) as queries:
            at_board.get(BOARD)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_desk_of_a_steward_leads_to_the_board(at_board):
    CheckRequest.objects.filter(pk=asked(with_mailbox("a@example.org"))[0].pk).update(answer="none")
    asked(with_mailbox())
    page = at_board.get(reverse("portal:desk"))
    cards = dict(page.context["cards"])
    assert cards["exchange/desk/freshness.html"] == {"waiting": 1, "stale": 1}
    assert BOARD in text(page)


@pytest.mark.parametrize(("role", "is_told"), [(MandateRole.EDITOR, True), (MandateRole.TREASURER, False)])
def test_desk_of_those_who_may_confirm_says_what_was_asked(client, role, is_told):
    organisation = OrganisationFactory(name="Sud")
    MandateFactory(organisation=organisation)
    asked(organisation)
    sign_in(client, MandateFactory(organisation=organisation, role=role).person)
    cards = dict(client.get(reverse("portal:desk")).context["cards"])
    assert ("exchange/desk/questions.html" in cards) is is_told


def test_confirming_on_my_organisation_answers(client):
    organisation = OrganisationFactory(name="Sud")
    person = MandateFactory(organisation=organisation).person
    _request, token = asked(organisation)
    sign_in(client, person)
    client.post(reverse("network:mine-confirm", kwargs={"slug": organisation.slug}))
    assert CheckRequest.objects.get().answer == "right"
    assert client.get(link(token)).status_code == 410


def test_board_never_reads_around_the_gate():
    OrganisationFactory(name="Hidden", audience=Audience.STEWARDS)
    assert "Hidden" in {str(organisation) for organisation in board(reader_of(steward()))}
    assert "Hidden" not in {str(organisation) for organisation in board(reader_of(member()))}
