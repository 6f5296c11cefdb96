"""HTML of anybody's making → the blocks of an article."""

from maillage.publications.imports.markup.cut import cut
from maillage.publications.imports.markup.reading import Reading

__all__ = ["Reading", "cut"]
