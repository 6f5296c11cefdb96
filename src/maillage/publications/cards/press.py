"""Drawing a card, in a process of its own: what Typst takes of memory is given back, and time is cut short.

`python -m maillage.publications.cards.press` reads the contents (JSON) from standard input and writes a PNG to standard
output. Titles reach the template as data, never as markup.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATE = HERE / "card.typ"
FONTS = HERE.parents[1] / "exchange" / "booklet" / "fonts"
SECONDS = 20
POINTS = 144  # an inch: 600 × 315 of print are 1200 × 630 of a screen


def png(contents: dict[str, object]) -> bytes:
    """The card; raises `subprocess.SubprocessError` when it cannot be made in time."""
    command = [sys.executable, "-m", "maillage.publications.cards.press"]
    made = subprocess.run(  # noqa: S603 -- our own module
        command, input=json.dumps(contents).encode(), stdout=subprocess.PIPE, timeout=SECONDS, check=True
    )
    return made.stdout


def draw(contents: str) -> bytes:
    import typst  # noqa: PLC0415 -- 40 MB that only this process needs

    drawn = typst.compile(
        TEMPLATE, root=HERE, font_paths=[FONTS], sys_inputs={"contents": contents}, format="png", ppi=POINTS
    )
    return drawn if isinstance(drawn, bytes) else drawn[0]


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(sys.stdin.read()))
