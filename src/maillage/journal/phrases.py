"""What each act is called; the app that does an act registers its words."""

from django.db.models import TextChoices
from django.utils.functional import Promise

from maillage.kit.hooks import Registry

acts: Registry[str | Promise] = Registry("Act")


def register_acts(choices: type[TextChoices]) -> None:
    """The acts of an app: each code with its words."""
    for act in choices:
        acts.register(act.value, act.label)
