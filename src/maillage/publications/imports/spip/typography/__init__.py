"""SPIP's typographic shortcuts → HTML."""

from maillage.publications.imports.spip.typography.text import Shortcuts, in_language

__all__ = ["Shortcuts", "in_language"]
