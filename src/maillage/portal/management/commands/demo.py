"""`maillage demo`: everything at once, with a real network in it, on one machine."""

import time
import urllib.request
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from urllib.error import URLError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from maillage.kit.processes import Interrupted, Together
from maillage.portal.demonstration import people
from maillage.portal.demonstration.loading import load_demonstration
from maillage.ui import assets

PATIENCE = 60.0


class Command(BaseCommand):
    help = "Start the demonstration: database, web server and worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, **options: object) -> None:
        port = int(str(options["port"]))
        try:
            with Together() as together:
                self._prepare()
                together.fork(partial(call_command, "serve", with_worker=True, port=port))
                self._wait_until_served(together, port)
                self._welcome(port)
                raise CommandError(f"A part of the demonstration stopped by itself (exit code {together.wait()}).")
        except Interrupted:
            self.stdout.write("\nStopped. Everything is kept; `make run` starts it again.")

    def _prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database…")
            call_command("migrate", verbosity=0)
        if assets.are_stale():
            self.stdout.write("Gathering what pages load…")
            assets.gather()
        if load_demonstration():
            self.stdout.write("The demonstration network is in.")
        connection.close()

    def _wait_until_served(self, together: Together, port: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if together.ended() is not None:
                raise CommandError(f"The server did not start. Is port {port} taken? Try: make run PORT={port + 1}")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            except (URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise CommandError("The server has not answered for a minute.")

    def _welcome(self, port: int) -> None:
        self.stdout.write(f"\n  Maillage is at http://localhost:{port}/   (Ctrl-C stops it)\n")
        self.stdout.write(f"  Sign in with the password {people.PASSWORD!r}:\n")
        for login in people.LOGINS:
            self.stdout.write(f"    {login.email:<32} {login.what}")
        self.stdout.write(f"\n  Data and logs: {_short(settings.VAR)}\n")
        self.stdout.flush()


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
