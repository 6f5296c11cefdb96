"""`maillage serve`: the web server, WSGI, one thread per worker.

Web processes, and with `--with-worker` the worker too, are forks of this one, which has read all code and templates
before: what none of them changes is in memory once.
"""

import contextlib
import gc
import importlib
import os
from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import override
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from maillage.kit.processes import Interrupted, Together


class Command(BaseCommand):
    help = "Serve the instance's pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: a proxy stands in front)"
        )
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--with-worker", action="store_true", help="run the worker too, in less memory than apart")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; as many as cores")

    def handle(self, *args: object, **options: object) -> None:
        _load_what_forks_share()
        serve = partial(_serve, str(options["host"]), int(str(options["port"])), int(str(options["workers"])))
        if not options["with_worker"]:
            serve()
            return
        with contextlib.suppress(Interrupted), Together() as together:
            together.fork(serve)
            together.fork(partial(call_command, "worker"))
            raise CommandError(f"The web server or the worker stopped by itself (exit code {together.wait()}).")


def _serve(host: str, port: int, workers: int) -> None:
    Server(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        websockets=False,
        log_access=False,  # who reads what is nobody's business
        log_level=LogLevels.warning,
    ).serve()


def _load_what_forks_share() -> None:
    importlib.import_module("config.wsgi")
    importlib.import_module(settings.ROOT_URLCONF)
    for code, _name in settings.LANGUAGES:
        with override(code):
            get_resolver().reverse_dict  # noqa: B018 -- reading it builds the addresses of a language
    for app in apps.get_app_configs():
        for file in Path(app.path, "templates").rglob("*.html") if app.name.startswith("maillage.") else ():
            get_template(str(file.relative_to(Path(app.path, "templates"))))
    connections.close_all()  # a connection must not be shared by forks
    gc.collect()
    gc.freeze()  # the collector leaves these objects alone, and so their pages shared
