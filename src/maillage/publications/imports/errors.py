"""Why an export cannot be read at all, and what to do about it."""

from maillage.kit.errors import DomainError


class ExportRefused(DomainError):
    """The whole export is refused: the reason, then the mend, in the reader's words. Nothing has been written."""

    def __init__(self, reason: object, mend: object) -> None:
        super().__init__(f"{reason} {mend}")
        self.reason, self.mend = str(reason), str(mend)
