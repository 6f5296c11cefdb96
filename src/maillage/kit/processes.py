"""Running a few processes as one: they start together, end together, and none survives its parent."""

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType, TracebackType
from typing import Protocol, Self

GRACE = 10.0  # seconds between asking and insisting
ASKED_TO_STOP = (signal.SIGINT, signal.SIGTERM)
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Interrupted(Exception):
    """The operator asked to stop (Ctrl-C or SIGTERM)."""


def _die_with_parent() -> None:
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Running(Protocol):
    """What is asked of a process, whichever way it was started."""

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> object: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


class Fork:
    """A copy of this process that does one thing: what neither changes is in memory once."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._process = multiprocessing.get_context("fork").Process(target=self._alone, args=(work,))
        self._process.start()
        self.terminate, self.kill = self._process.terminate, self._process.kill

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> None:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("fork", timeout or 0.0)

    @staticmethod
    def _alone(work: Callable[[], object]) -> None:
        os.setsid()
        _die_with_parent()
        for number in ASKED_TO_STOP:
            signal.signal(number, signal.SIG_DFL)
        work()


class Together:
    """A context in which processes run; leaving it ends them all."""

    def __init__(self) -> None:
        self.processes: list[Running] = []

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._interrupt) for number in ASKED_TO_STOP}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in ASKED_TO_STOP:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave anything half stopped
        for process in self.processes:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self.processes:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def start(self, arguments: Sequence[str]) -> None:
        """Start a command in a session of its own, so that Ctrl-C reaches it through us only."""
        process = subprocess.Popen(arguments, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603, PLW1509 -- our own words; one system call
        self.processes.append(process)

    def fork(self, work: Callable[[], object]) -> None:
        """Start a copy of this process for `work`. Close what copies must not share first: connections, threads."""
        self.processes.append(Fork(work))

    def ended(self) -> int | None:
        """The exit code of the first process that ended by itself; None while all run."""
        return next((code for process in self.processes if (code := process.poll()) is not None), None)

    def wait(self) -> int:
        """Wait until one ends. Raises Interrupted when asked to stop."""
        while (code := self.ended()) is None:
            time.sleep(0.2)
        return code

    @staticmethod
    def _interrupt(number: int, frame: FrameType | None) -> None:
        raise Interrupted
