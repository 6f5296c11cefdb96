"""`maillage serve`: the web server, WSGI, one thread per worker.

Workers are forks of this process, which has read all code and templates before: what none of them changes is in memory
once.
"""

import gc
import importlib
import os
from argparse import ArgumentParser
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import override
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server


class Command(BaseCommand):
    help = "Serve the instance's pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: a proxy stands in front)"
        )
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; as many as cores")

    def handle(self, *args: object, **options: object) -> None:
        _load_what_workers_share()
        Server(
            "config.wsgi:application",
            address=str(options["host"]),
            port=int(str(options["port"])),
            interface=Interfaces.WSGI,
            workers=int(str(options["workers"])),
            blocking_threads=1,
            respawn_failed_workers=True,
            websockets=False,
            log_access=False,  # who reads what is nobody's business
            log_level=LogLevels.warning,
        ).serve()


def _load_what_workers_share() -> None:
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
