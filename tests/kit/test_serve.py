"""`maillage serve` as a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

import psutil
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
pytestmark = pytest.mark.slow


@pytest.fixture
def served(tmp_path):
    """The server's process and an address of its own; no database answers it, and it says so."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "MAILLAGE_VAR": str(tmp_path),
        "MAILLAGE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "MAILLAGE_BASE_URL": f"http://localhost:{port}",
        "PYTHONPATH": str(SOURCE),
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "config.cli", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield process, f"http://127.0.0.1:{port}/healthz"
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


def test_a_worker_that_is_killed_is_replaced(served):
    process, address = served
    assert _wait(address) == 503
    (worker,) = psutil.Process(process.pid).children()
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)

    assert _wait(address) == 503
    assert process.poll() is None
