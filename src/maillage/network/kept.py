"""Pages of nobody in particular, drawn once and thrown away with the next change of the directory."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from maillage.network.queries.facets import KEPT_FOR, Overview
from maillage.network.queries.version import Version, version
from maillage.network.readers import STRANGER, Reader
from maillage.network.requests import ReaderRequest

KEPT_LENGTH = 300  # letters of an address; longer ones are nobody's bookmark
Values = dict[str, object]


def for_strangers(request: ReaderRequest) -> Version | None:
    """The state of the directory to keep a page under; None when somebody reads, for whom nothing is kept.

    To be asked before anything of the page is read, so that nothing older is kept under it.
    """
    return version() if request.reader.person is None else None


def drawn(
    request: ReaderRequest,
    template: str,
    values: Callable[[], Values],
    now: Version | None,
    *,
    reader: Reader = STRANGER,
    besides: object = None,
) -> SafeString:
    """`template` drawn with `values`, once per address, language, level of `reader` and state `now` of the directory.

    What is drawn must depend on nothing else: the address with its query, the language, the day, what anybody of that
    level may see, and `besides`, which says the state of whatever is not of the directory. Where counts stand in `values` under the name "overview", it is kept no longer than they are fresh.
    """
    address = request.get_full_path()
    if now is None or len(address) > KEPT_LENGTH:
        return SafeString(render_to_string(template, values(), request))
    digest = hashlib.sha256(f"{address} {besides!r}".encode()).hexdigest()
    key = f"drawn:{int(reader.level)}:{now.rows}:{timezone.localdate()}:{get_language()}:{template}:{digest}"
    kept = cache.get(key)
    if kept is None:
        found = values()
        kept = str(render_to_string(template, found, request))
        counted = found.get("overview")
        cache.set(key, kept, counted.lasts(now.rows) if isinstance(counted, Overview) else KEPT_FOR)
    return SafeString(kept)
