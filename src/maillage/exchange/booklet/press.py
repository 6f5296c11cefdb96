"""Setting the booklet in type, in a process of its own: what it takes of memory and time is given back or cut short.

`python -m maillage.exchange.booklet.press` reads the contents (JSON) from standard input and writes the PDF to standard
output. The contents reach the template as data, never as markup: nothing that people wrote is read as instructions.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATE = HERE / "booklet.typ"
FONTS = HERE / "fonts"
SECONDS = 60


def pdf(contents: dict[str, object]) -> bytes:
    """The booklet; raises `subprocess.SubprocessError` when it cannot be made in time."""
    command = [sys.executable, "-m", "maillage.exchange.booklet.press"]
    made = subprocess.run(  # noqa: S603 -- our own module
        command, input=json.dumps(contents).encode(), stdout=subprocess.PIPE, timeout=SECONDS, check=True
    )
    return made.stdout


def set_in_type(contents: str) -> bytes:
    import typst  # noqa: PLC0415 -- 40 MB that only this process needs

    return typst.compile(TEMPLATE, root=HERE, font_paths=[FONTS], sys_inputs={"contents": contents})


if __name__ == "__main__":
    sys.stdout.buffer.write(set_in_type(sys.stdin.read()))
