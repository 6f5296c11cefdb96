"""Setting pages in type, in a process of its own: what it takes of memory and time is given back or cut short.

A template (`*.typ`) reads its contents from `sys.inputs.contents` as data, never as markup: nothing that people wrote is
read as instructions. `pdf` is called while it is the caller's `turn`.
"""

import json
import subprocess
import sys
from pathlib import Path

from maillage.kit.press.turn import turn

SECONDS = 60

__all__ = ["pdf", "turn"]


def pdf(template: Path, contents: dict[str, object]) -> bytes:
    """The PDF; raises `subprocess.SubprocessError` when it cannot be made in time."""
    command = [sys.executable, "-m", "maillage.kit.press.setting", str(template)]
    made = subprocess.run(  # noqa: S603 -- our own module
        command, input=json.dumps(contents).encode(), stdout=subprocess.PIPE, timeout=SECONDS, check=True
    )
    return made.stdout
