"""A mail server that keeps what it is given, for tests of letters and of signing in by code."""

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from django.db import connections
from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from email.message import EmailMessage


class Sink:
    """Keeps what arrives; answers what it is told to."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        if self.answer.startswith("250"):
            self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return self.answer


@contextmanager
def listening() -> Iterator[tuple[Sink, int]]:
    """A sink on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()


def work() -> None:
    """Run every job that is due, as the worker does, and return. In a thread: a browser's loop may run in this one."""

    async def until_idle() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                await worker_app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    def in_thread() -> None:
        try:
            asyncio.run(until_idle())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(in_thread).result()
