"""Pages of strangers, drawn once and thrown away with the next change of the directory."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from maillage.network.queries.version import data_version
from maillage.network.views.requests import ReaderRequest

KEPT_FOR = 60 * 60
KEPT_LENGTH = 300  # letters of an address; longer ones are nobody's bookmark


def drawn(request: ReaderRequest, template: str, context: Callable[[], dict[str, object]]) -> SafeString:
    """`template` drawn with what `context` finds; for strangers once per address, language and state of the directory.

    What is drawn must depend on nothing else: the address with its query, the language, the day, what strangers may see.
    """
    address = request.get_full_path()
    if request.reader.person is not None or len(address) > KEPT_LENGTH:
        return SafeString(render_to_string(template, context(), request))
    digest = hashlib.sha256(address.encode()).hexdigest()
    key = f"drawn:{data_version()}:{timezone.localdate()}:{get_language()}:{template}:{digest}"
    return SafeString(cache.get_or_set(key, lambda: str(render_to_string(template, context(), request)), KEPT_FOR))
