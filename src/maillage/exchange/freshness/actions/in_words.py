"""Sentences that are kept and read by stewards: in the language of the instance, whoever pressed the button."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation


def in_our_language(say: Callable[[], str]) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return say()
