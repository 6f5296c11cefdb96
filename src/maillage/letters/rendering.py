"""An issue as a mail: plain text and HTML, nothing in it that tells that it was opened, nothing loaded from elsewhere."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

from maillage.kit.letters import compose
from maillage.letters import tokens
from maillage.letters.introduction import as_html
from maillage.letters.models import Issue, Subscription
from maillage.letters.tokens import Purpose
from maillage.network.context import name as network_name

LEAVE = "https://leave.invalid/"  # stands in the rendered words where each reader's own link goes
TRIAL = "trial"  # instead of a token: no reader is behind it


@dataclass(frozen=True)
class RenderedIssue:
    """Rendered once; each reader's mail differs by one address."""

    issue: Issue
    subject: str
    text: str
    html: str

    def to(self, subscription: Subscription) -> EmailMultiAlternatives:
        """The mail for one reader, with the links of RFC 8058, and always the same Message-ID."""
        token = tokens.make(Purpose.LEAVE, subscription.key)
        message = self._message(subscription.address, token)
        message.extra_headers |= self._headers(token) | {"Message-ID": self._message_id(subscription)}
        return message

    def trial_to(self, address: str) -> EmailMultiAlternatives:
        return self._message(address, TRIAL)

    def _message(self, address: str, token: str) -> EmailMultiAlternatives:
        leave = leave_url(token, self.issue.newsletter.language)
        message = EmailMultiAlternatives(self.subject, self.text.replace(LEAVE, leave), to=[address])
        message.attach_alternative(self.html.replace(LEAVE, leave), "text/html")
        message.extra_headers = {
            "Content-Language": self.issue.newsletter.language,
            "List-Id": f"<{self.issue.newsletter.slug}.newsletters.{host()}>",
            "Precedence": "bulk",
            "X-Auto-Response-Suppress": "All",
        }
        return message

    def _headers(self, token: str) -> dict[str, str]:
        language = self.issue.newsletter.language
        return {
            "List-Unsubscribe": f"<{leave_url(token, language)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Archive": f"<{_address('letters:newsletter', language, slug=self.issue.newsletter.slug)}>",
        }

    def _message_id(self, subscription: Subscription) -> str:
        """A mail that arrived twice all the same is then one to the programs that compare."""
        digest = salted_hmac("maillage.letters.mail", f"{self.issue.pk}:{subscription.key}", algorithm="sha256")
        return f"<{digest.hexdigest()[:40]}@{host()}>"


def render_issue(issue: Issue) -> RenderedIssue:
    """In the language of the newsletter."""
    message = compose("", "letters/mail/issue", context_of(issue), issue.newsletter.language)
    html = next(str(part[0]) for part in message.alternatives)
    return RenderedIssue(issue, str(message.subject), str(message.body), html)


def context_of(issue: Issue) -> dict[str, Any]:
    newsletter, language = issue.newsletter, issue.newsletter.language
    archived = _address("letters:issue", language, slug=newsletter.slug, number=issue.number) if issue.number else ""
    with translation.override(language):
        site_name = network_name()
    return {
        "site_name": site_name,
        "issue": issue,
        "newsletter": newsletter,
        "introduction": as_html(issue.introduction),
        "items": [(item, whole(item.address)) for item in issue.items.all()],
        "leave_url": LEAVE,
        "archive_url": archived or _address("letters:newsletter", language, slug=newsletter.slug),
        "choose_url": _address("letters:link", language),
    }


def leave_url(token: str, language: str) -> str:
    return _address("letters:leave", language, token=token)


def whole(address: str) -> str:
    """The address as a mail needs it."""
    return f"{settings.BASE_URL}{address}" if address.startswith("/") else address


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _address(name: str, language: str, **kwargs: Any) -> str:
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(name, kwargs=kwargs)}"
