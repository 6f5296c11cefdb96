"""`maillage serve` as a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

import psutil
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
pytestmark = pytest.mark.slow


@contextmanager
def _serving(var: Path, *options: str, stderr: int = subprocess.DEVNULL):
    """The server's process and an address of its own; no database answers it, and it says so."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "MAILLAGE_VAR": str(var),
        "MAILLAGE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "MAILLAGE_BASE_URL": f"http://localhost:{port}",
        "PYTHONPATH": str(SOURCE),
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "config.cli", "serve", "--port", str(port), "--workers", "1", *options]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=stderr)
    try:
        yield process, f"http://127.0.0.1:{port}/healthz"
    finally:
        process.terminate()
        process.wait(15)


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 -- our own loopback address
            return answer.status
    except HTTPError as answer:
        return answer.code


def _wait(address: str) -> int:
    for _turn in range(150):
        try:
            return _status(address)
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("no answer")


def test_a_web_process_that_is_killed_is_replaced(tmp_path):
    with _serving(tmp_path) as (process, address):
        assert _wait(address) == 503
        (web,) = psutil.Process(process.pid).children()
        web.send_signal(signal.SIGKILL)
        web.wait(10)

        assert _wait(address) == 503
        assert process.poll() is None


def test_web_and_worker_end_together(tmp_path):
    """Without a database the worker cannot run; the command says so and leaves nothing behind."""
    with _serving(tmp_path, "--with-worker", stderr=subprocess.PIPE) as (process, _address):
        _out, said = process.communicate(timeout=60)

        assert process.returncode != 0
        assert b"stopped by itself" in said
