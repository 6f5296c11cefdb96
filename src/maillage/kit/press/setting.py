"""`python -m maillage.kit.press.setting TEMPLATE`: contents (JSON) on standard input, the PDF on standard output."""

import sys
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"


def set_in_type(template: Path, contents: str) -> bytes:
    import typst  # noqa: PLC0415 -- 40 MB that only this process needs

    return typst.compile(template, root=template.parent, font_paths=[FONTS], sys_inputs={"contents": contents})


if __name__ == "__main__":
    sys.stdout.buffer.write(set_in_type(Path(sys.argv[1]), sys.stdin.read()))
