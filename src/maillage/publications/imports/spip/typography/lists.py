"""Lists: "-*" and "-#", one more sign for each level."""

import re
from collections.abc import Callable

_ITEM = re.compile(r"^-([*#]+)")


def nested(lines: list[str], words: Callable[[str], str]) -> str:
    """`lines`, of which the first begins an item, as nested lists; other lines go on with the item before them."""
    html: list[str] = []
    open_lists: list[str] = []
    for item in _items(lines):
        found = _ITEM.match(item)
        signs = found[1] if found else "*"
        kind = "ol" if signs[-1] == "#" else "ul"
        depth = min(len(signs), len(open_lists) + 1)
        while len(open_lists) > depth:
            html.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth and open_lists[-1] != kind:
            html.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth:
            html.append("</li><li>")
        else:
            html.append(f"<{kind}><li>")
            open_lists.append(kind)
        html.append(words(item[len(signs) + 1 :]))
    html += [f"</li></{kind}>" for kind in reversed(open_lists)]
    return "".join(html)


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if _ITEM.match(line) or not items:
            items.append(line)
        else:
            items[-1] += f"\n{line}"
    return items
