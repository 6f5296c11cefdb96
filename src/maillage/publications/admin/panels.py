"""What editors fill in, in the order in which a reader meets it. Set on the models when the app is ready."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin import compare
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from maillage.network.models import Organisation
from maillage.publications.forms import ArticleForm, OrganisationField, RubricForm
from maillage.publications.models import Article, Rubric


class OrganisationComparison(compare.ForeignObjectComparison):
    """Two versions side by side: by address for what everyone may read, by number for the rest."""

    def get_objects(self) -> tuple[Any, Any]:
        return _told(self.val_a), _told(self.val_b)


class OrganisationPanel(FieldPanel):
    def get_comparison_class(self) -> type[OrganisationComparison]:
        return OrganisationComparison


def _told(pk: Any) -> str | None:
    return f"#{pk}" if pk else None


def set_panels() -> None:
    register_form_field_override(models.ForeignKey, to=Organisation, override={"form_class": OrganisationField})
    Rubric.base_form_class, Article.base_form_class = RubricForm, ArticleForm
    Rubric.content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("order")]
    Article.content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("published_on"),
        InlinePanel(
            "authors", [FieldPanel("name"), OrganisationPanel("organisation")], heading=_("Authors"), label=_("Author")
        ),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alternative"), FieldPanel("picture_credit")],
            heading=_("Picture at the head"),
        ),
        FieldPanel("body"),
        InlinePanel(
            "footnotes",
            [FieldPanel("text")],
            heading=_("Footnotes"),
            label=_("Footnote"),
            help_text=_("Write [^1] in the text where the first one is called, [^2] for the second."),
        ),
        FieldPanel("further"),
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("territories")], heading=_("What it is about")),
        InlinePanel(
            "organisations", [OrganisationPanel("organisation")], heading=_("Organisations"), label=_("Organisation")
        ),
        FieldPanel("licence"),
    ]
