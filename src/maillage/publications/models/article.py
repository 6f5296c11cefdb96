"""Articles, who wrote them, what they are about."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from maillage.publications.enums import Licence
from maillage.publications.models.body import BodyField
from maillage.publications.richtext import INLINE
from maillage.publications.serving import Faced

if TYPE_CHECKING:
    from datetime import date

    from maillage.cms.models import Picture
    from maillage.network.models import Organisation


class Article(Faced, Page):
    """A text of the network, or of others when it has a `Relay`. Footnotes are called by their number: `[^1]`."""

    standfirst: "models.TextField[str, str]" = models.TextField(
        _("standfirst"), blank=True, help_text=_("Two or three sentences that say it all.")
    )
    published_on: "models.DateField[date, date]" = models.DateField(
        _("date"), default=timezone.localdate, db_index=True
    )
    picture: "models.ForeignKey[Picture | None, Picture | None]" = models.ForeignKey(
        "cms.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    picture_alternative: "models.CharField[str, str]" = models.CharField(
        _("what the picture shows"), max_length=250, blank=True, help_text=_("For those who do not see it.")
    )
    picture_credit: "models.CharField[str, str]" = models.CharField(
        _("credit of the picture"), max_length=250, blank=True
    )
    body = BodyField(verbose_name=_("text"), blank=True)
    further = RichTextField(_("to go further"), features=[*INLINE, "ul", "document-link"], blank=True)
    themes = ParentalManyToManyField("network.Theme", verbose_name=_("themes"), blank=True, related_name="articles")
    territories = ParentalManyToManyField(
        "network.Territory", verbose_name=_("territories"), blank=True, related_name="articles"
    )
    licence: "models.CharField[str, str]" = models.CharField(
        _("licence"), max_length=20, choices=Licence, blank=True, default=Licence.UNKNOWN
    )
    is_example: "models.BooleanField[bool, bool]" = models.BooleanField(
        _("made up as an example"), default=False, editable=False
    )

    parent_page_types: ClassVar = ["publications.Rubric"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [SynchronizedField("themes"), SynchronizedField("territories")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class Author(Orderable):
    """A person by name, an organisation, or a person of an organisation."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="authors")
    name: "models.CharField[str, str]" = models.CharField(_("name"), max_length=200, blank=True)
    organisation: "models.ForeignKey[Organisation | None, Organisation | None]" = models.ForeignKey(
        "network.Organisation", verbose_name=_("organisation"), null=True, blank=True,
        on_delete=models.CASCADE, related_name="authorships",
    )  # fmt: skip

    objects: ClassVar[models.Manager["Author"]] = models.Manager()

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(name="") | models.Q(organisation__isnull=False),
                name="author_named",
                violation_error_message=_("Give a name, an organisation, or both."),
            )
        ]


class ArticleOrganisation(models.Model):
    """An organisation the article is about."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        "network.Organisation", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="article_links"
    )

    class Meta:
        verbose_name = _("linked organisation")
        verbose_name_plural = _("linked organisations")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "organisation"], name="article_organisation_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.organisation_id}"  # no name: logs and errors are read by everyone


class Footnote(TranslatableMixin, Orderable):
    """The n-th footnote of an article is called by `[^n]` in its text."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="footnotes")
    text = RichTextField(_("text"), features=INLINE)

    class Meta(Orderable.Meta):
        verbose_name = _("footnote")
        verbose_name_plural = _("footnotes")
        unique_together: ClassVar = [("translation_key", "locale")]

    locale_id: int | None

    def save(self, *args: Any, **options: Any) -> None:
        """In the language of its article."""
        if self.locale_id is None:
            self.locale_id = self.article.locale_id
        super().save(*args, **options)
