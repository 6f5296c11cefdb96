"""Links by key become links to the pages and files here, as Wagtail keeps them: they follow when a page moves."""

import html
import re

from maillage.publications.imports.drafts import KEYED
from maillage.publications.imports.library import Library

_LINK = re.compile(rf'<a href="{KEYED}([^"]*)">(.*?)</a>', re.DOTALL)


class Relink:
    """`pages`: key (of rubrics with "@language") → id of the page."""

    def __init__(self, pages: dict[str, int], library: Library) -> None:
        self._pages, self._library = pages, library

    def __call__(self, text: str, language: str) -> str:
        def link(found: re.Match[str]) -> str:
            key, words = html.unescape(found[1]), found[2]
            page = self._pages.get(key) or self._pages.get(f"{key}@{language}")
            if page:
                return f'<a linktype="page" id="{page}">{words}</a>'
            file = self._library.file(key) if key.partition(":")[0] in {"attachment", "file", "document"} else None
            return f'<a linktype="document" id="{file}">{words}</a>' if file else words

        return _LINK.sub(link, text)
