"""`maillage serve`: the web server, WSGI, one thread per worker."""

import os
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
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
        Server(
            "config.wsgi:application",
            address=str(options["host"]),
            port=int(str(options["port"])),
            interface=Interfaces.WSGI,
            workers=int(str(options["workers"])),
            blocking_threads=1,
            websockets=False,
            log_access=False,  # who reads what is nobody's business
            log_level=LogLevels.warning,
        ).serve()
