"""One small module per file format; each turns bytes into a `Table`. The content decides which one, never the name."""

from maillage.exchange.formats.detect import read
from maillage.exchange.formats.table import Row, Table

__all__ = ["Row", "Table", "read"]
