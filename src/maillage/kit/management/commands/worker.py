"""`maillage worker`: mail, periodic jobs, everything slow."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Run the jobs of the queue until told to stop."

    def handle(self, *args: object, **options: object) -> None:
        call_command("procrastinate", "worker")
