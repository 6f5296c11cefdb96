"""How django-allauth behaves here: nobody signs up alone, nobody is counted by address, letters speak our words."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation

from maillage.accounts import languages, queries, sessions
from maillage.accounts.models import Person
from maillage.accounts.phrases import MESSAGES, REAUTHENTICATION
from maillage.kit.letters import compose
from maillage.kit.middleware import NOBODY


class Doors(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People arrive by invitation (`network.actions.mandates.accept_invitation`) and in no other way."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return NOBODY

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Known and unknown addresses cost the same look-up and the same letter."""
        compose(email, template_prefix, {"email": email, **context}, queries.language_for(email)).send()

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or MESSAGES.get(message_template or "")
        if words:
            super().add_message(request, level, extra_tags=extra_tags, message=str(words))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        with translation.override(_language_of(request)):
            return str(resolve_url(settings.LOGIN_REDIRECT_URL))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        sessions.mark_seen(request)
        languages.remember(response, user.language)
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to sign in again, in our words; a code by mail for who has neither password nor second factor."""
        methods = [
            method | {"description": REAUTHENTICATION[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]
        if not methods and user.is_authenticated:
            methods = [{"id": "code", "description": REAUTHENTICATION["code"], "url": reverse("accounts:confirm")}]
        return methods

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask everyone. allauth lets pass who has neither password nor second factor: they confirm by a code."""
        request = context.request
        if not get_reauthentication_flows(request.user) and not _has_confirmed(request):
            raise ReauthenticationRequired
        return True


class SecondFactor(DefaultMFAAdapter):
    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)


def _language_of(request: HttpRequest) -> str:
    return request.user.language if isinstance(request.user, Person) else translation.get_language()


def _has_confirmed(request: HttpRequest) -> bool:
    confirmed = [r["at"] for r in get_authentication_records(request, request.user) if r.get("reauthenticated")]
    return bool(confirmed) and time.time() - confirmed[-1] < app_settings.REAUTHENTICATION_TIMEOUT
