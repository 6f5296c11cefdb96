"""Running a few processes as one: they start together, end together, and none survives its parent."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

GRACE = 10.0  # seconds between asking and insisting
ASKED_TO_STOP = (signal.SIGINT, signal.SIGTERM)
PR_SET_PDEATHSIG = 1
FORKS = multiprocessing.get_context("fork")
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Interrupted(Exception):
    """The operator asked to stop (Ctrl-C or SIGTERM)."""


def _die_with_parent() -> None:
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _alone(work: Callable[[], object]) -> None:
    """What a fork does first: it leads a session of its own, so that Ctrl-C reaches it through its parent only."""
    os.setsid()
    _die_with_parent()
    for number in ASKED_TO_STOP:
        signal.signal(number, signal.SIG_DFL)
    work()


class Together:
    """A context in which processes run; leaving it ends them all."""

    def __init__(self) -> None:
        self.processes: list[ForkProcess] = []

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
            process.join(max(0.1, deadline - time.monotonic()))
            if process.exitcode is None:
                process.kill()
                process.join()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def fork(self, work: Callable[[], object]) -> None:
        """Start a copy of this process for `work`: what neither changes is in memory once.

        Close what copies must not share first: connections, threads.
        """
        process = FORKS.Process(target=_alone, args=(work,))
        process.start()
        self.processes.append(process)

    def ended(self) -> int | None:
        """The exit code of the first process that ended by itself; None while all run."""
        return next((code for process in self.processes if (code := process.exitcode) is not None), None)

    def wait(self) -> int:
        """Wait until one ends. Raises Interrupted when asked to stop."""
        while (code := self.ended()) is None:
            time.sleep(0.2)
        return code

    @staticmethod
    def _interrupt(number: int, frame: FrameType | None) -> None:
        raise Interrupted
