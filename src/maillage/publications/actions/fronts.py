"""The site stands from the first start: one front per language, translations of one another."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language_info
from wagtail.models import Collection, Locale, Page, Site

from maillage.publications.models import Front


@transaction.atomic
def set_up_fronts() -> None:
    """Idempotent: what is there stays. The page of welcome that Wagtail brings goes away."""
    root = Page.get_first_root_node() or Page.add_root(
        title="Root", slug="root", locale=_locale(settings.LANGUAGE_CODE)
    )
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")  # pictures and documents lie in it
    first = _front(root, settings.LANGUAGE_CODE, None)
    for code, _name in settings.LANGUAGES:
        _front(root, code, first)
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    if not isinstance(site.root_page_id and site.root_page.specific, Front):
        site.root_page = first
        site.save()
    Page.objects.filter(depth=2).type(Page).exclude(pk__in=Front.objects.values("pk")).filter(
        slug="home", numchild=0, content_type__model="page"
    ).delete()


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def _front(root: Page, code: str, first: Front | None) -> Front:
    locale = _locale(code)
    there: Front | None = Front.objects.filter(locale=locale).first()
    if there is not None:
        return there
    root.refresh_from_db()
    front = Front(title=get_language_info(code)["name_local"].capitalize(), slug=code, locale=locale)
    if first is not None:
        front.translation_key = first.translation_key
    return root.add_child(instance=front)  # type: ignore[no-any-return]
