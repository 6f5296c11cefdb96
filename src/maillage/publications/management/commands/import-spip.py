"""`maillage import-spip FILE.sqlite`: the rubrics, articles and documents of a SPIP site come here."""

from maillage.publications.imports.command import ImportCommand
from maillage.publications.imports.spip.source import Spip


class Command(ImportCommand):
    help = (
        "Import the SQLite base of a SPIP site (Maintenance, Backup): rubrics, articles, authors, keywords, documents. "
        "Documents are taken from the folder of the file or --media (IMG); nothing is fetched. Again: only what changed."
    )
    opened = Spip
