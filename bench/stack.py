"""A whole instance for a bench: its own folder and database, web server and worker, started and ended here."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[1]
PORT = int(os.environ.get("BENCH_PORT", "8790"))


def environment(var: Path) -> dict[str, str]:
    return os.environ | {
        "MAILLAGE_VAR": str(var),
        "MAILLAGE_BASE_URL": f"http://localhost:{PORT}",
        "PYTHONPATH": str(ROOT / "src"),
    }


def maillage(var: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "config.cli", *arguments], env=environment(var), cwd=ROOT, check=True)


@contextmanager
def running(var: Path, *, workers: int = 2) -> Iterator[str]:
    """The address of a running instance with its database already filled."""
    from maillage.kit import postgres

    started = postgres.start(var / "postgres")
    command = [sys.executable, "-m", "config.cli", "serve", "--with-worker", "--port", str(PORT)]
    process = subprocess.Popen([*command, "--workers", str(workers)], env=environment(var), cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{PORT}"
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait(20)
        if started:
            postgres.stop(var / "postgres")


def _wait(address: str) -> None:
    for _attempt in range(300):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("bench: the instance did not start")


def resident_megabytes(var: Path) -> dict[str, float]:
    """Proportional set size of web with worker, and of the database, in MB: shared pages are counted once."""
    totals = {"web and worker": 0.0, "database": 0.0}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            own = b"MAILLAGE_VAR=" + str(var).encode() in (process / "environ").read_bytes()
            size = next(
                int(line.split()[1])
                for line in (process / "smaps_rollup").read_text().splitlines()
                if line.startswith("Pss:")
            )
        except (OSError, StopIteration):
            continue
        if command.startswith("postgres") or "/bin/postgres" in command:
            totals["database"] += size / 1024 if _serves(process, var) else 0
        elif own and "config.cli serve" in command:
            totals["web and worker"] += size / 1024
    return totals


def _serves(process: Path, var: Path) -> bool:
    try:
        return (process / "cwd").resolve() == (var / "postgres").resolve()
    except OSError:
        return False
