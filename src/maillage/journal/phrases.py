"""What acts and their details are called; the app that does an act registers its words."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.kit.hooks import Registry

acts: Registry[str | Promise] = Registry("Act")

# Details that are no fields of what the act was done to.
DETAILS: dict[str, str | Promise] = {
    "absorbed": _("taken in"),
    "circle": _("circle"),
    "count": pgettext_lazy("detail of an act", "how many"),
    "ends": pgettext_lazy("detail of an act", "between"),
    "fields": _("fields"),
    "kept": pgettext_lazy("detail of an act", "kept"),
    "letters": _("letters"),
    "new": pgettext_lazy("detail of an act", "new"),
    "organisation": _("organisation"),
    "population": _("inhabitants"),
    "records": _("records"),
    "reminder": _("reminder"),
    "removed": pgettext_lazy("detail of an act", "removed"),
    "restored": pgettext_lazy("detail of an act", "restored"),
    "rows": _("rows"),
    "run": pgettext_lazy("detail of an act", "import"),
    "searched": pgettext_lazy("detail of an act", "records checked"),
    "source": _("source"),
    "tie": _("tie"),
    "towns": _("towns"),
}


def register_acts(choices: type[TextChoices]) -> None:
    """The acts of an app: each code with its words."""
    for act in choices:
        acts.register(act.value, act.label)
