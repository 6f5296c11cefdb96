"""Importing a site: planned, or planned again and written, all of it or nothing."""

from django.db import transaction

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.publications.imports import forwarding
from maillage.publications.imports.acts import Act
from maillage.publications.imports.drafts import Drafter
from maillage.publications.imports.library import Library
from maillage.publications.imports.outcome import Outcome, Step
from maillage.publications.imports.plan import Plan, make_plan
from maillage.publications.imports.relink import Relink
from maillage.publications.imports.remarks import Remarks
from maillage.publications.imports.shelves import Shelves
from maillage.publications.imports.tree import Source
from maillage.publications.imports.writing import Articles
from maillage.publications.models import Carried, Origin

NOT_YET = -1  # the number of a page that a dry run would make


def plan_import(source: Source) -> Outcome:
    """What `import_site` would do now; nothing is written."""
    origin = Origin.objects.filter(program=source.site.program, key=source.site.key[:200]).first()
    plan = make_plan(source, origin)
    made = {key: NOT_YET for key, step in plan.outcome.steps.items() if step not in {Step.LEFT, Step.REMOVED}}
    made |= {f"{rubric.key}@{language}": NOT_YET for rubric, language in plan.rubrics}
    forwarding.redirect(forwarding.addresses(source, made, plan.fronts), plan.outcome, write=False)
    return plan.outcome


def import_site(source: Source, *, by: Person | None) -> Outcome:
    """Make the pages of `source`, or bring them up to date; a second import of the same export changes nothing.

    A page that an editor worked on since is left as it is and named in the report.
    """
    library: Library | None = None
    try:
        with transaction.atomic():
            origin = _locked(source)
            plan = make_plan(source, origin)
            plan.outcome.made.clear()
            library = Library(source, origin, plan.known, plan.outcome)
            _write(source, origin, plan, library)
            journal.record(Act.SITE_IMPORTED, origin, by=by, counts=plan.outcome.counts())
    except BaseException:
        if library:
            library.take_back()
        raise
    return plan.outcome


def _locked(source: Source) -> Origin:
    site = source.site
    origin, _made = Origin.objects.get_or_create(program=site.program, key=site.key[:200])
    origin = Origin.objects.select_for_update().get(pk=origin.pk)
    origin.title = site.title[:250]
    origin.save()
    return origin


def _write(source: Source, origin: Origin, plan: Plan, library: Library) -> None:
    before = len(plan.known.carried)
    drafter = Drafter(source, Remarks())  # the plan has said everything
    shelves, articles = Shelves(plan, origin), Articles(source, plan, origin)
    shelves.put_up()
    plan.outcome.made["rubrics"] = len(plan.known.carried) - before
    articles.make_room(shelves)
    pages = _pages(plan.known.carried)
    relink = Relink(pages, library)
    shelves.fill(drafter, relink)
    articles.write(drafter, relink, library)
    forwarding.redirect(forwarding.addresses(source, pages, plan.fronts), plan.outcome, write=True)


def _pages(carried: dict[str, Carried]) -> dict[str, int]:
    return {key: row.page_id for key, row in carried.items() if row.page_id}
