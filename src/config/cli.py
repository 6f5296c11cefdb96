"""The `maillage` command: Django's commands, with the embedded database started when it is needed."""

import os
import sys

NEEDS_NO_DATABASE = {
    "help",
    "version",
    "collectstatic",
    "makemessages",
    "compilemessages",
    "demo",
    "serve",
    "--help",
    "--version",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings  # noqa: PLC0415 -- settings are read after the environment is set
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- same reason

    from maillage.kit import postgres  # noqa: PLC0415 -- same reason

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    started_here = False
    if not settings.DATABASE_URL and command not in NEEDS_NO_DATABASE:
        started_here = postgres.start(settings.VAR / "postgres")
    try:
        execute_from_command_line(["maillage", *sys.argv[1:]])
    finally:
        if started_here:
            postgres.stop(settings.VAR / "postgres")


if __name__ == "__main__":
    main()
