"""`maillage import-wordpress FILE.xml`: the posts, pages and categories of a WordPress site come here."""

from maillage.publications.imports.command import ImportCommand
from maillage.publications.imports.wordpress.source import WordPress


class Command(ImportCommand):
    help = (
        "Import a WordPress export (Tools, Export): categories become rubrics, posts and pages articles. Pictures are taken "
        "from the folder of the file or --media; nothing is fetched. Again: only what changed is brought up to date."
    )
    opened = WordPress
