"""What an import would do, worked out without writing anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from maillage.publications.imports.drafts import Draft, Drafter, linked_keys
from maillage.publications.imports.files import is_picture
from maillage.publications.imports.outcome import Outcome, Step
from maillage.publications.imports.remarks import Kind, Remarks
from maillage.publications.imports.tree import Entry, Rubric, Source
from maillage.publications.models import Carried, Front, Origin


@dataclass(slots=True)
class Known:
    """What earlier imports of the same site left here, by key."""

    carried: dict[str, Carried] = field(default_factory=dict)

    @classmethod
    def of(cls, origin: Origin | None) -> "Known":
        rows = origin.carried.select_related("page") if origin else Carried.objects.none()
        return cls({row.key: row for row in rows})

    def step(self, entry: Entry, fingerprint: str) -> Step:
        row = self.carried.get(entry.key)
        if row is None:
            return Step.NEW
        if row.page is None:
            return Step.REMOVED
        if row.fingerprint == fingerprint:
            return Step.SAME
        return Step.TOUCHED if is_touched(row) else Step.CHANGED


def is_touched(row: Carried) -> bool:
    """Whether an editor worked on the page since the import: another revision, or no longer as published as it was."""
    return row.page is not None and (row.page.latest_revision_id != row.revision or row.page.live != row.was_live)


@dataclass(slots=True)
class Plan:
    """`rubrics`: each with a language it is needed in, parents first. `fronts`: language → front."""

    outcome: Outcome
    known: Known
    fronts: dict[str, Front]
    rubrics: list[tuple[Rubric, str]] = field(default_factory=list)


def make_plan(source: Source, origin: Origin | None) -> Plan:
    remarks = Remarks()
    remarks.take(source.remarks)
    fronts = {front.locale.language_code: front for front in Front.objects.select_related("locale")}
    plan = Plan(Outcome(source.site, remarks), Known.of(origin), fronts)
    drafter, media = Drafter(source, remarks), set()
    for article in source.articles(remarks):
        draft = drafter.draft(article)
        step = _step(plan, article.entry, draft)
        plan.outcome.steps[article.entry.key] = step
        if step in {Step.NEW, Step.CHANGED}:
            media |= set(media_of(draft))
    plan.rubrics = list(_rubrics(source, plan))
    _count(plan, source, media)
    return plan


def media_of(draft: Draft) -> Iterator[str]:
    """Keys of the pictures and files that a draft shows or links to; also keys of pages it links to."""
    if draft.picture:
        yield draft.picture["image"]
    for block in draft.body:
        match block["type"]:
            case "picture":
                yield block["value"]["image"]
            case "document":
                yield block["value"]["document"]
            case "text":
                yield from linked_keys(block["value"])
            case "quote":
                yield from linked_keys(block["value"]["text"])
    for text in (*draft.footnotes, draft.further):
        yield from linked_keys(text)


def _step(plan: Plan, entry: Entry, draft: Draft) -> Step:
    if entry.language not in plan.fronts:
        plan.outcome.remarks.add(Kind.NO_FRONT, entry.language, entry.title)
        return Step.LEFT
    step = plan.known.step(entry, draft.fingerprint())
    if step == Step.TOUCHED:
        plan.outcome.remarks.add(Kind.TOUCHED, where=entry.title)
    elif step == Step.REMOVED:
        plan.outcome.remarks.add(Kind.REMOVED, where=entry.title)
    return step


def _rubrics(source: Source, plan: Plan) -> Iterator[tuple[Rubric, str]]:
    """Those that articles stand in, and what these stand in, in each language in which there are articles."""
    needed: set[tuple[str, str]] = set()
    for key, step in plan.outcome.steps.items():
        entry = source.entries[key]
        rubric = source.rubrics.get(entry.rubric)
        if step not in {Step.LEFT, Step.REMOVED}:
            while rubric and (rubric.key, entry.language) not in needed:
                needed.add((rubric.key, entry.language))
                rubric = source.rubrics.get(rubric.parent)
    for rubric in source.rubrics.values():
        yield from ((rubric, language) for language in sorted(plan.fronts) if (rubric.key, language) in needed)


def _count(plan: Plan, source: Source, media: set[str]) -> None:
    known = plan.known.carried
    plan.outcome.made["rubrics"] = sum(f"{rubric.key}@{language}" not in known for rubric, language in plan.rubrics)
    for key in media:
        path = source.media[key].path if key in source.media else None
        if key not in known and path:
            plan.outcome.made["pictures" if is_picture(path) else "files"] += 1
