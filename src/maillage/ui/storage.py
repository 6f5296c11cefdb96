"""Static files with their content in their name, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its content in it, or the plain one before anything was collected (tests, first page)."""
        return str(super().stored_name(name)) if self.hashed_files else name
