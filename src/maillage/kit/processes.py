"""Running a few processes as one: they start together, end together, and none survives its parent."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import Self

GRACE = 10.0  # seconds between asking and insisting
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Interrupted(Exception):
    """The operator asked to stop (Ctrl-C or SIGTERM)."""


def _die_with_parent() -> None:
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Together:
    """A context in which processes run; leaving it ends them all."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._interrupt)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
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

    def start(self, arguments: Sequence[str]) -> None:
        """Start a command in a session of its own, so that Ctrl-C reaches it through us only."""
        process = subprocess.Popen(arguments, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603, PLW1509 -- our own words; one system call
        self.processes.append(process)

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
