"""Reading bytes as an import does: by their content, under a name that says nothing."""

import zipfile

from maillage.exchange import formats


def table(folder, content: bytes, **options):
    """The table, and its rows."""
    file = folder / "list.txt"
    file.write_bytes(content)
    read = formats.read(file, **options)
    return read, list(read.rows)


def packed(folder, **entries: str):
    """A ZIP of these entries; a double underscore stands for a point. The bytes of the package."""
    file = folder / "packed.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in entries.items():
            package.writestr(name.replace("__", "."), text)
    return file.read_bytes()
