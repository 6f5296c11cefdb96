"""Processes that run as one."""

import os
import time

import pytest

from maillage.kit.processes import Together

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _sleep(path):
    path.write_text(str(os.getpid()))
    time.sleep(60)


def test_leaving_ends_what_was_forked(tmp_path):
    path = tmp_path / "pid"
    with Together() as together:
        together.fork(lambda: _sleep(path))
        together.fork(lambda: time.sleep(60))
        while not path.exists() or not path.read_text():
            time.sleep(0.02)
        assert together.ended() is None
        pid = int(path.read_text())
        assert _is_alive(pid)

    assert not _is_alive(pid)
    assert all(process.exitcode is not None for process in together.processes)


def test_waiting_gives_the_code_of_the_first_that_ends():
    with Together() as together:
        together.fork(lambda: time.sleep(60))
        together.fork(lambda: os._exit(3))

        assert together.wait() == 3
