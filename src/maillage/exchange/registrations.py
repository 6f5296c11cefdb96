"""What this app itself puts in the registries: organisations, the one kind everybody has."""

from django.utils.translation import gettext_lazy as _

from maillage.exchange.columns import FIELDS, guess
from maillage.exchange.kinds import Kind, kinds
from maillage.exchange.organisations.apply import apply
from maillage.exchange.organisations.plan import plan

kinds.register("organisations", Kind(label=_("Organisations"), fields=FIELDS, guess=guess, plan=plan, apply=apply))
