"""Shared vocabularies: territories, themes and types of tie. They are public words, not directory data."""

from typing import ClassVar, Self, TypeVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from maillage.network.enums import TerritoryKind

_SET_ANCESTORS = """
    IF NEW.parent_id IS NULL THEN
        NEW.ancestors := ARRAY[NEW.id];
    ELSE
        EXECUTE format('SELECT ancestors || $1 FROM %I WHERE id = $2', TG_TABLE_NAME)
            INTO NEW.ancestors USING NEW.id, NEW.parent_id;
        IF NEW.id = ANY (NEW.ancestors[1:cardinality(NEW.ancestors) - 1]) THEN
            RAISE EXCEPTION 'A unit cannot be inside itself.' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
"""
_CARRY_DOWN = """
    EXECUTE format('UPDATE %I SET parent_id = parent_id WHERE parent_id = $1', TG_TABLE_NAME) USING NEW.id;
    RETURN NULL;
"""


N = TypeVar("N", bound="TreeNode", covariant=True)  # noqa: PLC0105 -- as in models.gate


class TreeQuerySet(models.QuerySet[N]):
    def within(self, node: "TreeNode") -> Self:
        """`node` and everything below it."""
        return self.filter(ancestors__contains=[node.pk])


class TreeNode(models.Model):
    """A unit of a tree. `ancestors` (from the root to itself) is kept by the database."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    name = I18nCharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", verbose_name=_("inside"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    ancestors = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        abstract = True
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="set_ancestors",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),
                func=_SET_ANCESTORS,
            ),
            pgtrigger.Trigger(
                name="carry_down",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=_CARRY_DOWN,
                condition=pgtrigger.Condition("OLD.ancestors IS DISTINCT FROM NEW.ancestors"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


def whole_point(name: str) -> models.CheckConstraint:
    """Both coordinates, within their ranges, or neither."""
    both = models.Q(
        latitude__isnull=False, longitude__isnull=False, latitude__range=(-90, 90), longitude__range=(-180, 180)
    )
    return models.CheckConstraint(
        condition=both | models.Q(latitude__isnull=True, longitude__isnull=True),
        name=name,
        violation_error_message=_("Give both a latitude (−90 to 90) and a longitude (−180 to 180), or neither."),
    )


class TerritoryQuerySet(TreeQuerySet["Territory"]):
    pass


class Territory(TreeNode):
    """A place of the network's own tree, from the world to a town; it need not exist in ISO 3166."""

    kind = models.CharField(_("kind"), max_length=14, choices=TerritoryKind, db_index=True)
    iso = models.CharField(_("ISO 3166 code"), max_length=6, blank=True)
    latitude = models.FloatField(_("latitude of its centre"), null=True, blank=True)
    longitude = models.FloatField(_("longitude of its centre"), null=True, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta(TreeNode.Meta):
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        indexes: ClassVar = [GinIndex(fields=["ancestors"], name="territory_ancestors")]
        constraints: ClassVar = [
            whole_point("territory_centre"),
        ]


class ThemeQuerySet(TreeQuerySet["Theme"]):
    pass


class Theme(TreeNode):
    """A subject organisations work on."""

    objects = ThemeQuerySet.as_manager()

    class Meta(TreeNode.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        indexes: ClassVar = [GinIndex(fields=["ancestors"], name="theme_ancestors")]


class TieType(models.Model):
    """A kind of tie, read in both directions: "is a member of", "has as a member"."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    label = I18nCharField(_("read from the first to the second"), max_length=120)
    inverse_label = I18nCharField(_("read from the second to the first"), max_length=120)
    is_membership = models.BooleanField(
        _("makes a member"),
        default=False,
        help_text=_("Members of a network may read what it shares with its members."),
    )
    is_symmetric = models.BooleanField(_("the same in both directions"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("type of tie")
        verbose_name_plural = _("types of tie")

    def __str__(self) -> str:
        return str(self.label)
