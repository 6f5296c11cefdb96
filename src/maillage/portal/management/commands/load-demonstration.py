from typing import Any

from django.core.management.base import BaseCommand, CommandError

from maillage.kit.errors import DomainError
from maillage.portal.demonstration.loading import load_demonstration
from maillage.portal.demonstration.people import LOGINS, PASSWORD


class Command(BaseCommand):
    help = "Load the demonstration network into an empty instance, once; print its logins."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = load_demonstration()
        except DomainError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("load-demonstration: loaded." if is_new else "load-demonstration: already there.")
        for login in LOGINS:
            self.stdout.write(f"  {login.email:<26} {login.what}")
        self.stdout.write(f"  password of all of them: {PASSWORD}")
