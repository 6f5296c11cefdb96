"""What tiles are made of. Both tables are written by the database alone (`sql/points.py`), from what the read gate stored."""

from typing import ClassVar

from django.db import models


class Point(models.Model):
    """One published position of one presence. `code` is the Morton code of its place (x, y) in the web-mercator square.

    `scopes` holds the bits of `enums.Scope` for which this is the position. There are no foreign keys: triggers keep
    the rows, and a key would have Django delete them behind the triggers' back.
    """

    presence_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField()
    code = models.BigIntegerField()
    x = models.IntegerField()
    y = models.IntegerField()
    scopes = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["presence_id", "code"], name="point_once"),
            models.CheckConstraint(condition=models.Q(scopes__range=(1, 15)), name="point_in_scopes"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["code"], include=["scopes", "organisation_id", "x", "y"], name="point_code"),
            models.Index(fields=["organisation_id"], include=["scopes", "code", "x", "y"], name="point_organisation"),
        ]

    def __str__(self) -> str:
        return f"#{self.presence_id}"


class Cell(models.Model):
    """An amount to add to a cell of the pyramid. What a cell holds is the sum of its rows; `is_base` rows are sums.

    x, y:          sums of the places of its points, in 2⁻³¹ of the web-mercator square
    organisations: sum of their organisation ids: for a single point, its organisation
    """

    level = models.PositiveSmallIntegerField()
    cell = models.BigIntegerField()
    scopes = models.PositiveSmallIntegerField()
    is_base = models.BooleanField(default=False)
    n = models.BigIntegerField()
    x = models.BigIntegerField()
    y = models.BigIntegerField()
    organisations = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["level", "cell"], include=["scopes", "n", "x", "y", "organisations"], name="cell_of_level"
            ),
            models.Index(fields=["level", "cell"], condition=models.Q(is_base=False), name="cell_added"),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.cell}"
