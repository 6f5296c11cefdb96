"""A newsletter: what it is about, in which language, and who prepares it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.network.models import Theme

TAKEN = (
    "office",
    "new",
    "issue",
    "asked",
    "link",
    "done",
    "confirm",
    "leave",
    "choose",
)  # addresses of our own pages: `urls`


class NewsletterQuerySet(models.QuerySet["Newsletter"]):
    def open(self) -> Self:
        """Those that take new readers."""
        return self.filter(is_open=True)


class Newsletter(models.Model):
    """Written in one language; the same in another language is another newsletter."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(
        _("what readers will get"), max_length=1000, help_text=_("A sentence or two: about what, how often.")
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    themes = models.ManyToManyField(
        Theme,
        verbose_name=_("themes"),
        blank=True,
        related_name="newsletters",
        help_text=_("None chosen: every theme."),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("prepared by"), blank=True, related_name="newsletters"
    )
    is_open = models.BooleanField(
        _("takes new readers"), default=True, help_text=_("A closed newsletter keeps its archive and its readers.")
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering: ClassVar = ["language", "title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=TAKEN),
                name="newsletter_address_free",
                violation_error_message=_("This word leads to another page. Choose another address."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
