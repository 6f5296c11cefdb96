"""An issue on its way, with a real mail server, the real queue, and workers that are killed."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.letters import IssueFactory, IssueItemFactory, NewsletterFactory, SubscriptionFactory
from tests.mail_server import Sink, work

from maillage.kit.errors import DomainError
from maillage.kit.jobs import _retry_stalled
from maillage.letters.actions import composing, sending
from maillage.letters.models import Delivery, Issue, Subscription

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def issue(sink: Sink) -> Issue:
    return IssueFactory(newsletter=NewsletterFactory(slug="monthly", title="The monthly"))


def with_readers(issue: Issue, count: int) -> list[Subscription]:
    return [SubscriptionFactory(newsletter=issue.newsletter, address=f"r{n:03}@example.org") for n in range(count)]


def arrived(sink: Sink) -> Counter[str]:
    return Counter(recipient for recipients, _letter in sink.letters for recipient in recipients)


def states(issue: Issue) -> Counter[str]:
    return Counter(issue.deliveries.values_list("state", flat=True))


def make_due() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    Delivery.objects.update(not_before=None)


def test_every_reader_gets_it_once_and_nobody_else(sink: Sink, issue: Issue) -> None:
    IssueItemFactory(issue=issue, title="A march in Tunis", address="/en/a-march/")
    readers = with_readers(issue, 60)
    for state in ("asked", "left", "bounced"):
        SubscriptionFactory(newsletter=issue.newsletter, address=f"{state}@example.org", state=state)
    SubscriptionFactory(address="elsewhere@example.org")
    composing.plan_issue(issue, by=None)
    assert sink.letters == []
    work()
    work()
    assert arrived(sink) == Counter(reader.address for reader in readers)
    issue.refresh_from_db()
    assert (issue.state, issue.number, issue.figures) == ("sent", 1, {"handed": 60})
    assert not ProcrastinateJob.objects.filter(status="todo").exists()


def test_mail_is_readable_in_plain_and_can_be_left_by_one_press(sink: Sink, issue: Issue, client) -> None:
    IssueItemFactory(issue=issue, title="A march in Tunis", address="/en/a-march/")
    [reader] = with_readers(issue, 1)
    composing.plan_issue(issue, by=None)
    work()
    [(_recipients, letter)] = sink.letters
    assert letter["Subject"] == "November in the network"
    assert letter["List-Id"] == "<monthly.newsletters.network.example>"
    assert letter["Precedence"] == "bulk"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    leave = letter["List-Unsubscribe"].strip(" <>")
    for body in (plain, html):
        assert "A march in Tunis" in body
        assert "http://network.example/en/a-march/" in body
        assert leave in body
    assert "- a march" in plain
    assert "<li>a march</li>" in html
    assert "<strong>Much</strong>" in html
    assert not any(word in html for word in ("<img", "src=", "http://leave.invalid"))
    assert "leave.invalid" not in plain
    answer = client.post(leave.removeprefix("http://network.example"), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    reader.refresh_from_db()
    assert reader.state == "left"


def test_arabic_is_written_from_right_to_left(sink: Sink) -> None:
    newsletter = NewsletterFactory(language="ar", title="النشرة")
    SubscriptionFactory(newsletter=newsletter)
    issue = IssueFactory(newsletter=newsletter, subject="أخبار الشبكة")
    composing.plan_issue(issue, by=None)
    work()
    [(_recipients, letter)] = sink.letters
    assert letter["Subject"] == "أخبار الشبكة"
    assert 'lang="ar" dir="rtl"' in letter.get_body(("html",)).get_content()


def test_who_leaves_meanwhile_gets_nothing(sink: Sink, issue: Issue) -> None:
    readers = with_readers(issue, 3)
    composing.plan_issue(issue, by=None)
    sending.start_issue(issue.pk)
    Subscription.objects.filter(pk=readers[1].pk).update(state="left", ended_at=timezone.now())
    work()
    assert arrived(sink) == Counter([readers[0].address, readers[2].address])
    issue.refresh_from_db()
    assert issue.figures == {"handed": 2, "skipped": 1}


def test_no_more_leave_in_an_hour_than_is_allowed(sink: Sink, issue: Issue, settings) -> None:
    settings.LETTERS_PER_HOUR = 4
    with_readers(issue, 6)
    composing.plan_issue(issue, by=None)
    work()
    assert len(sink.letters) == 4
    job = ProcrastinateJob.objects.get(task_name="letters.send_due", status="todo")
    assert timedelta(minutes=58) < job.scheduled_at - timezone.now() < timedelta(minutes=61)
    make_due()
    work()
    assert len(sink.letters) == 4
    Delivery.objects.filter(state="handed").update(handed_at=timezone.now() - timedelta(hours=2))
    make_due()
    work()
    assert set(arrived(sink).values()) == {1}
    assert len(sink.letters) == 6


def test_planned_issue_leaves_when_its_moment_has_come(sink: Sink, issue: Issue) -> None:
    with_readers(issue, 1)
    composing.plan_issue(issue, by=None, at=timezone.now() + timedelta(hours=1))
    assert sending.send_due() is None
    assert sink.letters == []
    Issue.objects.update(planned_at=timezone.now() - timedelta(seconds=1))
    sending.send_due()
    assert len(sink.letters) == 1


def test_server_away_loses_nothing_and_claims_nothing(sink: Sink, issue: Issue, settings) -> None:
    with_readers(issue, 2)
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    composing.plan_issue(issue, by=None)
    work()
    assert states(issue) == {"waiting": 2}
    settings.EMAIL_PORT = right
    make_due()
    work()
    assert set(arrived(sink).values()) == {1}
    assert len(sink.letters) == 2


def test_refusal_for_now_is_tried_again_and_in_the_end_given_up(sink: Sink, issue: Issue) -> None:
    with_readers(issue, 1)
    sink.answer = "451 Later"
    composing.plan_issue(issue, by=None)
    for _n in range(8):
        work()
        make_due()
    issue.refresh_from_db()
    assert (issue.state, issue.figures) == ("sent", {"failed": 1})
    assert Subscription.objects.get().state == "confirmed"


def test_mail_refused_for_good_is_not_repeated(sink: Sink, issue: Issue) -> None:
    with_readers(issue, 1)
    sink.answer = "554 No"
    composing.plan_issue(issue, by=None)
    work()
    issue.refresh_from_db()
    assert issue.figures == {"failed": 1}


class WithoutMailbox(Sink):
    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("r001"):
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def test_reader_without_mailbox_is_not_written_to_again(sink: Sink, issue: Issue) -> None:
    sink.__class__ = WithoutMailbox
    with_readers(issue, 3)
    composing.plan_issue(issue, by=None)
    work()
    issue.refresh_from_db()
    assert issue.figures == {"handed": 2, "failed": 1}
    gone = Subscription.objects.get(state="bounced")
    assert (gone.address, gone.bounce) == ("r001@example.org", "no-mailbox")


# ── workers that die ────────────────────────────────────────────────────────


class Killer(Sink):
    """Kills the worker when the n-th mail is at a given point, and never answers it."""

    victim: subprocess.Popen[bytes]
    at, point = 0, ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        if self.point == "before":
            self._kill_at(len(self.letters) + 1)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if self.point == "after":
            self._kill_at(len(self.letters))
        return answer

    def _kill_at(self, number: int) -> None:
        if number == self.at:
            self.victim.kill()
            self.victim.wait()


def killed_worker(sink: Any, port: int, *, at: int, point: str) -> int:
    """Run a worker that dies at the mail `at`; its exit code."""
    sink.__class__ = Killer
    sink.at, sink.point = at, point
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "tests.letters.worker", name, str(port)]
    sink.victim = subprocess.Popen(command, cwd=ROOT, env=environment)
    code = sink.victim.wait(timeout=120)
    sink.point = ""
    return code


def give_back_jobs() -> None:
    """What the five-minute job does, once the heart of the dead worker has been still for long."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'")

    class Context:
        app: Any

    async def retry() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                Context.app = worker_app
                await _retry_stalled(Context, 0)

    def in_thread() -> None:
        try:
            asyncio.run(retry())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(in_thread).result()


@pytest.mark.slow
@pytest.mark.parametrize(("point", "came"), [("after", 12), ("before", 11)])
def test_killed_worker_sends_to_nobody_twice(sink: Sink, issue: Issue, settings, point: str, came: int) -> None:
    """Killed when the server has the mail but has not said so, and when it has heard the address only."""
    with_readers(issue, 12)
    composing.plan_issue(issue, by=None)
    assert killed_worker(sink, settings.EMAIL_PORT, at=5, point=point) == -9
    assert states(issue) == {"handed": 4, "handing": 1, "waiting": 7}

    give_back_jobs()
    work()
    assert states(issue) == {"handed": 11, "handing": 1}
    assert set(arrived(sink).values()) == {1}

    Delivery.objects.filter(state="handing").update(handed_at=timezone.now() - timedelta(minutes=11))
    make_due()
    work()
    issue.refresh_from_db()
    assert (issue.state, issue.figures) == ("sent", {"handed": 11, "doubtful": 1})
    assert len(sink.letters) == came
    assert set(arrived(sink).values()) == {1}


def test_two_workers_at_once_claim_each_reader_once(sink: Sink, issue: Issue) -> None:
    with_readers(issue, 20)
    composing.plan_issue(issue, by=None)
    sending.start_issue(issue.pk)

    def send() -> None:
        try:
            sending.send_due()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(send) for _n in range(3)]:
            done.result()
    assert len(sink.letters) == 20
    assert set(arrived(sink).values()) == {1}


def test_a_sent_issue_cannot_be_changed_or_sent_again(sink: Sink, issue: Issue) -> None:
    with_readers(issue, 1)
    composing.plan_issue(issue, by=None)
    work()
    with pytest.raises(DomainError):
        composing.plan_issue(issue, by=None)
    with pytest.raises(DomainError):
        composing.write_issue(issue, subject="Other", introduction="")
    sending.start_issue(issue.pk)
    sending.send_due()
    assert len(sink.letters) == 1


def test_stopping_leaves_out_those_who_wait(sink: Sink, issue: Issue, settings) -> None:
    settings.LETTERS_PER_HOUR = 2
    with_readers(issue, 5)
    composing.plan_issue(issue, by=None)
    work()
    sending.stop_issue(issue, by=None)
    issue.refresh_from_db()
    assert (issue.state, issue.figures) == ("sent", {"handed": 2, "skipped": 3})


def test_issue_leaves_by_a_provider_too(sink: Sink, issue: Issue, settings) -> None:
    from django.core import mail

    settings.MAIL_PROVIDER, settings.MAIL_DELIVERY = "postmark", "anymail.backends.test.EmailBackend"
    with_readers(issue, 2)
    composing.plan_issue(issue, by=None)
    sending.send_due()
    assert sink.letters == []
    assert {parts.anymail_test_params["extra_headers"]["List-Unsubscribe-Post"] for parts in mail.outbox} == {
        "List-Unsubscribe=One-Click"
    }
    issue.refresh_from_db()
    assert issue.figures == {"handed": 2}
