"""Which state of the directory a map was drawn from, told without telling what changed."""

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from maillage.network.readers import Reader


def version(reader: Reader) -> str:
    """Moves with every committed change of what members, or everyone, may see (see `sql/version.py`), and with the day.

    Opaque: a counter would tell how much is written.
    """
    column = "members" if reader.is_member else "public"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sum({column}), (SELECT last_value FROM atlas_version_{column}) FROM atlas_version")  # noqa: S608 -- one of two words
        committed, begun = cursor.fetchone()
    return salted_hmac("atlas.version", f"{column}:{committed}.{begun}:{timezone.localdate()}").hexdigest()[:16]
