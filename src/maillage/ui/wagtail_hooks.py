"""The back office takes its colours and letters from the same tokens as the pages."""

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

SHEETS = ("ui/tokens.css", "ui/fonts.css", "ui/admin.css")


def admin_sheets() -> SafeString:
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in SHEETS))


hooks.register("insert_global_admin_css", admin_sheets)
