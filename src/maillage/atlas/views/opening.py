"""Which map an address means, as a sheet; a map one may not open is as absent as one that never was."""

from django.http import Http404
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from maillage.atlas.filters import open_map
from maillage.atlas.sheets import Sheet
from maillage.network.readers import Reader


def sheet_or_404(reader: Reader, slug: str, query: MultiValueDict[str, str]) -> Sheet:
    """The map at `slug` ("all" for everything), narrowed by `query`, named in the language of the page."""
    named = query.copy()
    named["lang"] = get_language() or ""
    shown = open_map(reader, slug, named)
    if shown is None:
        raise Http404
    return Sheet(shown, query)
