"""How one comes to the articles: from the menu of every page, the home page, a record; and who enters the office."""

from django.http import HttpRequest
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from maillage.kit.desk import DeskCard, home_openings
from maillage.network.hooks import RecordSheet, Room, office_rooms, record_sheets
from maillage.publications import home
from maillage.publications.queries.tree import top_rubrics
from maillage.ui.menus import MAIN, PERSON, SECTIONS, MenuEntry, Section

ROOM = Room(
    namespaces=frozenset({
        "wagtailadmin_pages", "wagtailadmin_reports", "wagtailimages", "wagtailimages_chooser", "wagtaildocs",
        "wagtaildocs_chooser", "wagtail_localize", "wagtailadmin_api", "wagtailadmin_editing_sessions",
    }),
    names=frozenset({
        "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search", "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link", "wagtailadmin_tag_autocomplete", "wagtailadmin_bulk_action",
        "wagtailadmin_dismissibles", "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release",
        "wagtailadmin_block_preview",
    }),
    menu=frozenset({"explorer", "images", "documents"}),
    home="wagtailadmin_explore_root",
)  # fmt: skip


def register() -> None:
    MAIN.register("articles", MenuEntry(_("Articles"), "publications:articles", order=20))
    SECTIONS.register("rubrics", rubrics)
    PERSON.register(
        "write", MenuEntry(pgettext_lazy("act", "Write"), "wagtailadmin_explore_root", order=70, shown=_may_write)
    )
    home_openings.register("publications", DeskCard(template="publications/home.html", about=home.about))
    record_sheets.register("articles", RecordSheet("publications/of_organisation.html", home.about_organisation))
    office_rooms.register("publications", ROOM)


def rubrics(request: HttpRequest) -> list[Section]:
    """The first rubrics of the tree; in their own language where they are not translated."""
    return [
        Section(one.title, one.url, one.language, is_here=request.path.startswith(one.url))
        for one in top_rubrics(get_language() or "")
    ]


def _may_write(request: HttpRequest) -> bool:
    """Stewards of the network have the whole back office in their menu; others only these rooms."""
    is_steward = request.reader.is_steward  # type: ignore[attr-defined]
    return request.user.is_authenticated and not is_steward and request.user.has_perm("wagtailadmin.access_admin")
