"""Why a file cannot be used at all, and what to do about it."""

from maillage.kit.errors import DomainError


class FileRefused(DomainError):
    """The whole file is refused: the reason, then the mend, in the reader's words. Nothing has been written."""

    def __init__(self, reason: object, mend: object = "") -> None:
        super().__init__(f"{reason} {mend}".strip())
        self.reason, self.mend = str(reason), str(mend)
