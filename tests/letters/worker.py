"""A worker in a process of its own, on the database of the tests, so that a test can kill it.

python -m tests.letters.worker DATABASE PORT
"""

import os
import sys


def main(database: str, port: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    settings.BASE_URL = "http://network.example"
    import django

    django.setup()
    from tests.mail_server import work

    work()


if __name__ == "__main__":
    main(*sys.argv[1:])
