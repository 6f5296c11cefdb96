"""What makes an article a relay: somebody else's text, with where it comes from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.publications.enums import Licence, RelayMode
from maillage.publications.models.article import Article


class Relay(models.Model):
    """The original is the canonical address. The whole text is shown only where a licence or a permission says so."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="relay")
    original_url = models.URLField(_("address of the original"), max_length=2000)
    source = models.ForeignKey(
        "network.Organisation", verbose_name=_("source"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="relays",
    )  # fmt: skip
    mode = models.CharField(_("shown as"), max_length=7, choices=RelayMode, default=RelayMode.LINK)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True, default=Licence.UNKNOWN)
    language = models.CharField(_("language"), max_length=12, blank=True)
    expires_on = models.DateField(_("shown until"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("relay")
        verbose_name_plural = _("relays")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(mode=RelayMode.FULL) | ~Q(licence__in=[Licence.UNKNOWN, Licence.RESERVED]),
                name="relay_whole_text_allowed",
                violation_error_message=_("The whole text needs a licence or a permission that allows it."),
            )
        ]

    def __str__(self) -> str:
        return self.original_url
