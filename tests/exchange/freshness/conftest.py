import pytest


@pytest.fixture(autouse=True)
def _letters_in_memory(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
