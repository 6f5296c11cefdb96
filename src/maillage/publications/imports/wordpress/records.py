"""What an export says, element by element, as plain values."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Self
from xml.etree.ElementTree import Element

from maillage.publications.imports.days import day_of
from maillage.publications.imports.wordpress.xml import name_of

KEPT_META = {
    "_wp_attachment_image_alt", "_thumbnail_id", "_yoast_wpseo_primary_category", "_icl_lang_duplicate_of", "footnotes",
    "_wp_attached_file",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A category. `slug` is how posts and sub-categories name it."""

    slug: str
    name: str
    parent: str = ""
    description: str = ""
    number: str = ""

    @classmethod
    def of(cls, element: Element) -> Self:
        said = _texts(element)
        return cls(
            slug=said.get("wp:category_nicename", ""),
            name=said.get("wp:cat_name", ""),
            parent=said.get("wp:category_parent", ""),
            description=said.get("wp:category_description", ""),
            number=said.get("wp:term_id", ""),
        )


@dataclass(frozen=True, slots=True)
class Post:
    """An item: post, page, attachment or another type. Texts are as typed."""

    number: str
    type: str
    status: str
    title: str
    link: str
    slug: str
    parent: str
    creator: str
    content: str
    excerpt: str
    day: date | None
    has_password: bool
    attachment: str
    categories: dict[str, dict[str, str]] = field(default_factory=dict)  # domain → slug → name
    meta: dict[str, str] = field(default_factory=dict)
    comments: int = 0

    @classmethod
    def of(cls, element: Element) -> Self:
        said = _texts(element)
        kinds = Counter(name_of(child) for child in element)
        return cls(
            number=said.get("wp:post_id", ""),
            type=said.get("wp:post_type", "post"),
            status=said.get("wp:status", "draft"),
            title=said.get("title", ""),
            link=said.get("link", ""),
            slug=said.get("wp:post_name", ""),
            parent=said.get("wp:post_parent", "0"),
            creator=said.get("dc:creator", ""),
            content=said.get("content:encoded", ""),
            excerpt=said.get("excerpt:encoded", ""),
            day=day_of(said.get("wp:post_date", "")),
            has_password=bool(said.get("wp:post_password", "")),
            attachment=said.get("wp:attachment_url", ""),
            categories=_categories(element),
            meta=_meta(element),
            comments=kinds["wp:comment"],
        )


def author_of(element: Element) -> tuple[str, str]:
    """(login, name shown). Nothing else of a person is read."""
    said = _texts(element)
    login = said.get("wp:author_login", "")
    whole = f"{said.get('wp:author_first_name', '')} {said.get('wp:author_last_name', '')}".strip()
    return login, said.get("wp:author_display_name", "") or whole or login


def _texts(element: Element) -> dict[str, str]:
    """Name → text of each child. Of two with one name the first counts; without a namespace is no loss."""
    said: dict[str, str] = {}
    for child in element:
        said.setdefault(name_of(child), (child.text or "").strip())
    return said


def _categories(element: Element) -> dict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for child in element:
        if child.tag == "category" and (domain := child.get("domain")):
            name = (child.text or "").strip()
            found[domain][child.get("nicename") or name] = name
    return dict(found)


def _meta(element: Element) -> dict[str, str]:
    found = {}
    for child in element:
        if name_of(child) == "wp:postmeta":
            said = _texts(child)
            if said.get("wp:meta_key") in KEPT_META:
                found[said["wp:meta_key"]] = said.get("wp:meta_value", "")
    return found
