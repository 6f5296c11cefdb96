"""In which language a post is, and of which other it is a translation: WordPress leaves this to extensions."""

from urllib.parse import urlsplit

from maillage.publications.imports.addresses import queried
from maillage.publications.imports.languages import ours
from maillage.publications.imports.wordpress.records import Post


def language_of(post: Post, site_language: str) -> str:
    """What Polylang says, or the address: ?lang=fr, /fr/…; else the site's."""
    said = next(iter(post.categories.get("language", {})), "")
    try:
        first = urlsplit(post.link).path.strip("/").partition("/")[0]
    except ValueError:
        first = ""
    in_path = ours(first) if len(first) in {2, 5} else ""
    return ours(said) or ours(queried(post.link, "lang")) or in_path or site_language


def group_of(post: Post, originals: set[str]) -> str:
    """Polylang's group, or the post WPML names as the original; "" when it stands alone."""
    if group := next(iter(post.categories.get("post_translations", {})), ""):
        return f"polylang:{group}"
    if original := post.meta.get("_icl_lang_duplicate_of"):
        return f"post:{original}"
    return f"post:{post.number}" if post.number in originals else ""
