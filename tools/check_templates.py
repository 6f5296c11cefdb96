"""Refuse in templates what the pages' policy refuses in browsers, and what translators cannot work with."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

RULES = {
    "an inline script: put it in a static file": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json[\"'])", re.IGNORECASE
    ),
    "a <style> element: put it in a static file": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute: give it a class": re.compile(r"<[a-z][^<>]*?\sstyle\s*=", re.IGNORECASE),
    "an on… handler: listen from a static file": re.compile(r"<[a-z][^<>]*?\son[a-z]+\s*=", re.IGNORECASE),
    "something loaded from elsewhere: serve it from here": re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed|use)\b[^>]*?\b(?:src|srcset|href)\s*=\s*[\"']?(?:https?:)?//"
        r"|<link\b(?![^>]*rel=[\"'](?:canonical|alternate|license)[\"'])[^>]*?\bhref\s*=\s*[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
    'a number in an attribute, written with separators from 1,000 on: add |stringformat:"d"': re.compile(
        r"""=\s*["'][^"'<>]*\{\{\s*(?:[\w.]*\.)?(?:pk|(?:next_|previous_)?page_number)\s*\}\}""",
    ),
}
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b(?P<options>[^%]*)%}(?P<text>.*?){%\s*endblocktrans", re.DOTALL)
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
MAIL = re.compile(r"(?:^|/)(?:mail|email)s?/")  # no browser opens them, but their words are translated


def faults(text: str, *, is_page: bool = True) -> list[tuple[int, str]]:
    """(line, what is wrong) for each fault of one template."""
    bare = COMMENTS.sub(lambda found: "\n" * found.group().count("\n"), text)
    found = [
        (_line(bare, match.start()), what)
        for what, rule in (RULES.items() if is_page else ())
        for match in rule.finditer(bare)
    ]
    found += [
        (_line(bare, match.start()), "a blocktranslate over several lines: write `trimmed`")
        for match in BLOCK.finditer(bare)
        if "\n" in match["text"] and "trimmed" not in match["options"].split()
    ]
    return sorted(found)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def main(folders: list[str]) -> int:
    count = 0
    for folder in folders or [str(ROOT / "src")]:
        for file in sorted(Path(folder).rglob("*.html")):
            is_page = not MAIL.search(file.as_posix())
            for line, what in faults(file.read_text(encoding="utf-8"), is_page=is_page):
                print(f"{file.relative_to(ROOT) if file.is_relative_to(ROOT) else file}:{line}: {what}")
                count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
