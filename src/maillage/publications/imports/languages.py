"""Languages of the old site → those of this one."""

from django.conf import settings


def ours(code: str) -> str:
    """The language of this site that "fr", "fr_FR" or "pt-BR" is; "" when it is none."""
    short = code.strip().replace("_", "-").partition("-")[0].lower()
    return short if short in {known for known, _name in settings.LANGUAGES} else ""
