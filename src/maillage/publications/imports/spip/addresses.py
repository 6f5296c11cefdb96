"""Where things were on a SPIP site: SPIP has had many forms of addresses, and answers to most of them at once."""

import re
from collections import defaultdict
from urllib.parse import parse_qs, urlsplit

from maillage.publications.imports.addresses import path_of
from maillage.publications.imports.spip.base import Base

KINDS = {"article": "article", "rubrique": "rubrique"}
_SHORT = re.compile(r"(?:^|[/?&])(article|rubrique)(\d+)(?:\.html)?(?=$|[&#])")
_OLD = re.compile(r"/(article|rubrique)\.php3?$")
_ARTICLE, _RUBRIC = "article", "rubrique"


class Addresses:
    """Paths of each article and rubric ("article:12"), and the way back."""

    def __init__(self, base: Base, root: str, form: str) -> None:
        self._root = root.rstrip("/")
        self._by_key: defaultdict[str, list[str]] = defaultdict(list)
        named = {}
        rows = list(base.rows("urls", "url", "type", "id_objet", "id_parent", order="date"))
        for row in rows:
            if row["type"] in KINDS:
                named[row["type"], row["id_objet"]] = row
        for row in rows:
            if row["type"] in KINDS:
                path = self._named(row, named, form)
                self._by_key[f"{row['type']}:{row['id_objet']}"].append(path)
        self._keys = {path: key for key, paths in self._by_key.items() for path in paths}

    def of(self, key: str) -> tuple[str, ...]:
        kind, _colon, number = key.partition(":")
        forms = (
            f"{self._root}/spip.php?{kind}{number}",
            f"{self._root}/{kind}{number}.html",
            f"{self._root}/{kind}{number}",
        )
        return tuple(dict.fromkeys([*reversed(self._by_key.get(key, [])), *forms]))

    def key_at(self, address: str) -> str | None:
        path = path_of(address)
        if found := _SHORT.search(path):
            return f"{found[1]}:{found[2]}"
        try:
            said = parse_qs(urlsplit(address).query)
        except ValueError:
            return None
        old = _OLD.search(path.partition("?")[0])
        for kind in (_ARTICLE, _RUBRIC):
            asked = said.get("page", [""])[0] == kind or (old is not None and old[1] == kind)
            if asked and (number := said.get(f"id_{kind}", [""])[0]):
                return f"{kind}:{number}"
        return self._keys.get(path.partition("?")[0])

    def _named(self, row: dict[str, str], named: dict[tuple[str, str], dict[str, str]], form: str) -> str:
        """The path of one named address; in the form "arbo" it stands below its rubric's."""
        parts = [row["url"].strip("/")]
        if form == "arbo":
            parent, seen = row["id_parent"], {row["id_objet"]}
            while (above := named.get((_RUBRIC, parent))) and parent not in seen:
                seen.add(parent)
                parts.insert(0, above["url"].strip("/"))
                parent = above["id_parent"]
        ending = ".html" if form in {"propres2", "html"} else ""
        return f"{self._root}/{'/'.join(parts)}{ending}"
