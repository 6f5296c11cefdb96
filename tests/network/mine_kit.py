"""Short words for the tests of "My organisation"."""

from typing import Any

from django.test import Client
from django.urls import reverse

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(client: Client, person: Any) -> Client:
    client.force_login(person, backend=BACKEND)
    return client


def at(view: str, organisation: Any, **parts: Any) -> str:
    return reverse(f"network:mine-{view}", kwargs={"slug": organisation.slug, **parts})


def filled(client: Client, url: str, **answers: Any) -> dict[str, Any]:
    """What a browser would send from the form at `url`, with some answers changed."""
    form = client.get(url).context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value is not None and value is not False:
            data[form.add_prefix(name)] = value
    return data | answers


def send(client: Client, url: str, **answers: Any) -> Any:
    """Open the page, change some answers, send it, and follow to the page that comes next."""
    return client.post(url, filled(client, url, **answers), follow=True)


def errors(response: Any) -> dict[str, list[str]]:
    """Field → messages of the form that came back."""
    return {name: list(found) for name, found in response.context["form"].errors.items()}
