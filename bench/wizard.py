"""`make bench-wizard`: a file of 100,000 rows through the import of the pages, into the directory of `make bench-network`.

One row in four is an organisation of the directory written otherwise, the others are new. Each step runs in a process of
its own, as a worker would: receive, plan with the search for duplicates, write, undo. Rows per second and the memory of the
process at its highest; afterwards the directory is as it was.
"""

import csv
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FOLDER = Path("var/bench").resolve()
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["MAILLAGE_VAR"] = str(FOLDER)
KNOWN = 4  # one row in so many is of the directory
MAPPING = {"nom": "name", "pays": "territory", "ville": "town", "site": "website", "courriel": "email"}


def _write(path: Path) -> None:
    """The rows, in the hand of somebody else: slips, capitals, legal forms."""
    from maillage.network.models import OrganisationName

    chance = random.Random(1901)
    names = list(
        OrganisationName.objects.filter(kind="official")
        .order_by("organisation_id", "id")
        .values_list("text", flat=True)[:ROWS]
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(MAPPING)
        for number in range(ROWS):
            name = names[number % len(names)]
            if number % KNOWN:
                words = name.split()
                name = " ".join([*words[:-1], f"{words[-1][::-1]}{number}"])
                out.writerow(
                    (name, chance.choice(COUNTRIES), "", f"https://n{number}.example.org/", f"a@n{number}.example.org")
                )
            else:
                out.writerow((f"{name.upper()} (association loi 1901)", "", "", "", ""))


COUNTRIES = (
    "France",
    "Sénégal",
    "Brésil",
    "Tunisie",
    "Philippines",
    "Belgique",
    "Mexique",
    "Inde",
    "Allemagne",
    "Maroc",
)


def _apart(step: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and megabytes at the highest, of `step` in a process of its own."""
    from django.db import connections

    connections.close_all()
    begun = time.perf_counter()
    child = os.fork()
    if not child:
        code = 1
        try:
            step()
            code = 0
        finally:
            os._exit(code)
    _pid, status, usage = os.wait4(child, 0)
    assert status == 0, "a step failed; its error is above"
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def measure(path: Path) -> None:
    from maillage.exchange.actions import runs, work
    from maillage.exchange.enums import Decision, RunState
    from maillage.exchange.models import ImportRun

    def receive() -> None:
        runs.receive_file(path, file_name=path.name, source="bench-wizard", by=None)

    def state_of(wanted: RunState) -> ImportRun:
        run = ImportRun.objects.filter(source="bench-wizard").latest("pk")
        assert run.state == wanted, (run.state, run.problem)
        return run

    def row(name: str, step: Callable[[], object]) -> None:
        seconds, megabytes = _apart(step)
        print(f"| {name} | {seconds:,.1f} | {ROWS / seconds:,.0f} | {megabytes:,.0f} |", flush=True)

    print(f"| {ROWS:,} rows, {path.stat().st_size / 1e6:.1f} MB | seconds | rows/s | memory, MB |\n|---|---|---|---|")
    row("receive", receive)
    run = ImportRun.objects.filter(source="bench-wizard").latest("pk")
    if run.state == RunState.UPLOADED:  # else its source is known, and so are its columns
        runs.map_columns(run, MAPPING, {"sheet": "", "language": "fr", "audience": 30})
    row("plan, with the search for duplicates", lambda: work.plan_run(run.pk))
    run = state_of(RunState.PLANNED)
    print(f"|  found: {', '.join(f'{n:,} {name}' for name, n in run.counts.items() if n)} | | | |")
    runs.decide_all(run, Decision.NEW)
    runs.accept_plan(run, by=None)
    row("write", lambda: work.write_run(run.pk))
    run = state_of(RunState.DONE)
    runs.start_undoing(run, by=None)
    row("undo", lambda: work.undo_run(run.pk, None))


def main() -> None:
    from maillage.kit import postgres

    postgres.start(FOLDER / "postgres")
    try:
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "partners.csv"
            _write(path)
            measure(path)
        connections.close_all()
    finally:
        postgres.stop(FOLDER / "postgres")


if __name__ == "__main__":
    main()
