"""What cutting a text needs to know of the site it comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from maillage.publications.imports.remarks import Kind, Remarks


@dataclass(frozen=True, slots=True)
class Reading:
    """One article being read.

    where:   its title, for the report
    base:    its old address; what is relative starts from there
    file_at: address → key of a file that lies beside the export, or None
    """

    where: str
    base: str
    file_at: Callable[[str], str | None]
    remarks: Remarks

    def remark(self, kind: Kind, what: object = "") -> None:
        self.remarks.add(kind, what, self.where)

    def absolute(self, address: str) -> str:
        """The whole address; "" when it is none that a browser may follow."""
        try:
            whole = urljoin(self.base, address.strip())
        except ValueError:
            return ""
        return whole if whole.startswith(("http://", "https://", "mailto:", "tel:")) else ""
