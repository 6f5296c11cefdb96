"""What an import does, or would do: counts and remarks, on the terminal and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.publications.imports.remarks import Kind, Remark, Remarks
from maillage.publications.imports.tree import Site

SHOWN = 8  # remarks of one kind on the terminal


class Step(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    TOUCHED = "touched"
    REMOVED = "removed"
    LEFT = "left"


@dataclass(slots=True)
class Outcome:
    """`steps`: key of each article → what becomes of it. `made` counts rubrics, pictures, files and redirects."""

    site: Site
    remarks: Remarks
    steps: dict[str, Step] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        found = Counter(self.steps.values())
        return {step.value: found[step] for step in Step} | {
            name: self.made[name] for name in ("rubrics", "pictures", "files", "redirects")
        }

    def as_json(self) -> str:
        said = {
            "site": {name: value for name, value in asdict(self.site).items() if value},
            "counts": self.counts(),
            "remarks": [
                {"kind": kind.value, "meaning": str(kind.label), "items": [_plain(remark) for remark in remarks]}
                for kind, remarks in self.remarks.by_kind().items()
            ],
        }
        return json.dumps(said, ensure_ascii=False, indent=1)

    def lines(self) -> Iterator[str]:
        counts = self.counts()
        yield _("%(title)s (%(program)s, %(key)s)") % {
            "title": self.site.title,
            "program": self.site.program,
            "key": self.site.key,
        }
        yield _("Articles: %(new)s new, %(changed)s changed, %(same)s as they were, %(touched)s edited here, "
                "%(removed)s removed here, %(left)s left out.") % counts  # fmt: skip
        yield (
            _("New besides: %(rubrics)s rubrics, %(pictures)s pictures, %(files)s files, %(redirects)s redirects.")
            % counts
        )
        for kind, remarks in self.remarks.by_kind().items():
            yield from _about(kind, remarks)


def _about(kind: Kind, remarks: list[Remark]) -> Iterator[str]:
    times = sum(remark.times for remark in remarks)
    yield f"\n{kind.label} ({times})"
    named = [remark for remark in remarks if remark.what or remark.where]
    for remark in named[:SHOWN]:
        said = " — ".join(part for part in (remark.what, remark.where) if part)
        yield f"  {said}" + (f" (× {remark.times})" if remark.times > 1 else "")
    if (more := len(named) - SHOWN) > 0:
        yield "  " + ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}


def _plain(remark: Remark) -> dict[str, object]:
    said = {"what": remark.what, "where": remark.where, "times": remark.times}
    return {name: value for name, value in said.items() if value}
