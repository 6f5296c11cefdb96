"""Short words for the tests of the wizard: sending a file, saying what its columns are, the worker, what came of it."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.exchange.actions import work
from maillage.exchange.models import ImportRun

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def at(view: str, run: ImportRun | None = None) -> str:
    return reverse(f"exchange:import-{view}", kwargs={"pk": run.pk} if run else None)


def send(client: Any, *lines: str, source: str = "Liste", name: str = "liste.csv", follow: bool = False) -> Any:
    content = lines[0] if isinstance(lines[0], bytes) else ("\n".join(lines) + "\n").encode()
    return client.post(at("new"), {"file": SimpleUploadedFile(name, content), "source": source}, follow=follow)


def columns(client: Any, run: ImportRun, **answers: Any) -> dict[str, Any]:
    """What a browser would send from the page of the columns, with some answers changed."""
    form = client.get(at("columns", run)).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"audience": 30} | answers


def settle(client: Any, run: ImportRun, **answers: Any) -> Any:
    return client.post(at("columns", run), columns(client, run, **answers))


def do_jobs() -> None:
    """What the worker would do now, here and at once."""
    acts = {"mapped": work.plan_run, "planning": work.plan_run, "writing": work.write_run}
    for run in ImportRun.objects.order_by("pk"):
        if run.state in acts:
            acts[run.state](run.pk)
        elif run.state == "undoing":
            work.undo_run(run.pk, None)


@dataclass(frozen=True)
class Like:
    """A match as the search for duplicates gives it."""

    organisation_id: int
    score: float = 0.97
    reasons: tuple[str, ...] = ("same name",)
    verdict: str = "sure"


@dataclass
class Finder:
    """Finds what it was told: title of a row → matches."""

    told: dict[str, list[Like]] = field(default_factory=dict)
    asked: int = 0

    def __call__(self, drafts: Any) -> dict[int, list[Like]]:
        self.asked += 1
        return {draft.line: self.told[draft.title] for draft in drafts if draft.title in self.told}
