"""The `maillage` command: Django's commands, with the embedded database started when it is needed."""

import os
import signal
import sys

NEEDS_NO_DATABASE = {"help", "version", "collectstatic", "--help", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "demo":
        _be_a_demonstration(sys.argv[2:])
    from django.conf import settings  # noqa: PLC0415 -- settings are read after the environment is set
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- same reason

    from maillage.kit import postgres  # noqa: PLC0415 -- same reason

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that `finally` below runs
    started_here = False
    if not settings.DATABASE_URL and command not in NEEDS_NO_DATABASE:
        started_here = postgres.start(settings.VAR / "postgres")
    try:
        execute_from_command_line(["maillage", *sys.argv[1:]])
    finally:
        if started_here:
            postgres.stop(settings.VAR / "postgres")


def _be_a_demonstration(arguments: list[str]) -> None:
    """Settings the demonstration implies; what the operator has set stands."""
    port = arguments[arguments.index("--port") + 1] if "--port" in arguments[:-1] else "8000"
    os.environ.setdefault("MAILLAGE_DEMO", "yes")
    os.environ.setdefault("MAILLAGE_BASE_URL", f"http://localhost:{port}")


if __name__ == "__main__":
    main()
