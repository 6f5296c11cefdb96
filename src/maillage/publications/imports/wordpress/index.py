"""The first reading of an export: everything but the texts of its articles."""

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from maillage.publications.imports.markup import tidy
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.wordpress.records import Post, Term, author_of
from maillage.publications.imports.wordpress.xml import elements

VERSIONS = {"1.0", "1.1", "1.2"}
ARTICLES = {"post", "page"}
FIRST_WORDS = 8


@dataclass(slots=True)
class Index:
    """What an export holds. Posts are without their content here, but for `reusable` blocks (id → HTML)."""

    channel: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    attachments: dict[str, Post] = field(default_factory=dict)
    reusable: dict[str, str] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)
    comments: int = 0
    control_characters: int = 0


def read(path: Path, remarks: Remarks) -> Index:
    index = Index()
    for name, element, replaced in elements(path):
        index.control_characters = replaced
        if name == "item":
            _file_item(index, Post.of(element), remarks)
        elif name == "wp:author":
            login, shown = author_of(element)
            index.authors[login] = shown
        elif name == "wp:category":
            term = Term.of(element)
            index.terms[term.slug or term.name] = term
        elif len(element) == 0 and name:
            index.channel.setdefault(name, (element.text or "").strip())
    _remark(index, remarks)
    return index


def _file_item(index: Index, post: Post, remarks: Remarks) -> None:
    index.comments += post.comments
    if post.type == "attachment":
        index.attachments[post.number] = replace(post, content="")
    elif post.type == "wp_block":
        index.reusable[post.number] = post.content
    elif post.type in ARTICLES:
        _file_article(index, post, remarks)
    else:
        index.others[post.type] += 1


def _file_article(index: Index, post: Post, remarks: Remarks) -> None:
    if post.number in index.posts:
        remarks.add(Kind.TWICE, post.number, post.title)
        return
    title = tidy.plain(post.title)
    if not title:
        title = " ".join(tidy.plain(post.content).split()[:FIRST_WORDS]) or f"{post.type} {post.number}"
        remarks.add(Kind.NO_TITLE, where=title)
    number = post.number or f"without-number-{sum(not known.isdigit() for known in index.posts) + 1}"
    index.posts[number] = replace(post, number=number, title=title, content="", excerpt="")


def _remark(index: Index, remarks: Remarks) -> None:
    if index.channel.get("wp:wxr_version", "") not in VERSIONS:
        remarks.add(Kind.VERSION, index.channel.get("wp:wxr_version", ""))
    if index.comments:
        remarks.add(Kind.COMMENTS, times=index.comments)
    if index.control_characters:
        remarks.add(Kind.CONTROL_CHARACTERS, times=index.control_characters)
    for kind, times in sorted(index.others.items()):
        remarks.add(Kind.NOT_CARRIED, kind, times=times)
