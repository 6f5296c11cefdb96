"""`maillage bounce ADDRESS…` and `maillage bounce --report < MAIL`: no more newsletters to these addresses."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from maillage.letters.actions.bounces import note_bounce
from maillage.letters.enums import BounceKind
from maillage.letters.reports import failed_addresses


class Command(BaseCommand):
    help = (
        "Write no more newsletters to these addresses. With --report, a report of non-delivery (RFC 3464) is read from "
        "the standard input, so that a mail server can hand its reports over; what is no final failure is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("addresses", nargs="*", metavar="ADDRESS")
        parser.add_argument("--complaint", action="store_true", help="the mail was marked as unwanted")
        parser.add_argument("--report", action="store_true", help="read a report of non-delivery from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        addresses = list(options["addresses"])
        if options["report"]:
            addresses += failed_addresses(sys.stdin.buffer.read())
        elif not addresses:
            raise CommandError(_("Give an address, or --report and a report of non-delivery on the standard input."))
        kind = BounceKind.COMPLAINT if options["complaint"] else BounceKind.NO_MAILBOX
        ended = sum(note_bounce(address, kind=kind) for address in addresses)
        self.stdout.write(_("Subscriptions ended: %(count)d.") % {"count": ended})
