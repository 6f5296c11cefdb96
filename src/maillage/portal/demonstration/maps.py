"""Partner maps of the demonstration."""

from django.conf import settings
from i18nfield.strings import LazyI18nString

from maillage.accounts.models import Person
from maillage.atlas.actions.partner_maps import add_map
from maillage.network.enums import Audience, Precision
from maillage.network.models import Organisation
from maillage.portal.demonstration import seed

PARTNERS = {
    "fr": "Carte partenariale", "en": "Partner map", "es": "Mapa de alianzas", "pt": "Mapa de parcerias",
    "ar": "خريطة الشركاء",
}  # fmt: skip
PARTNERS_TEXT = {
    "fr": "Les associations avec lesquelles le réseau agit, là où elles ont choisi d’être vues.",
    "en": "The associations the network acts with, where they chose to be seen.",
    "es": "Las asociaciones con las que actúa la red, donde eligieron ser vistas.",
    "pt": "As associações com que a rede age, onde escolheram ser vistas.",
    "ar": "الجمعيات التي تعمل معها الشبكة، حيث اختارت أن تظهر.",
}
CRID = {
    "fr": "Carte des membres du CRID", "en": "Map of CRID’s members", "es": "Mapa de los miembros del CRID",
    "pt": "Mapa dos membros do CRID", "ar": "خريطة أعضاء CRID",
}  # fmt: skip
NO_VOX = {
    "fr": "No-Vox en Afrique de l’Ouest", "en": "No-Vox in West Africa", "es": "No-Vox en África Occidental",
    "pt": "No-Vox na África Ocidental", "ar": "No-Vox في غرب أفريقيا",
}  # fmt: skip


def add_maps(*, by: Person) -> None:
    """One map for everyone, one of a network's members, one narrowed to a part of the world, by town at most."""
    add_map(slug="carte-partenariale", title=LazyI18nString(PARTNERS), text=LazyI18nString(PARTNERS_TEXT), by=by,
            origins=["https://www.example.org"], audience=Audience.PUBLIC)  # fmt: skip
    add_map(slug="crid", title=LazyI18nString(CRID), network=Organisation.objects.get(slug=seed.CRID.slug), by=by)
    add_map(
        slug="no-vox-afrique-de-l-ouest",
        title=LazyI18nString(NO_VOX),
        network=Organisation.objects.get(slug=seed.NO_VOX.slug),
        filters="territory=west-africa",
        precision_cap=Precision.TOWN,
        languages=[code for code, _name in settings.LANGUAGES if code != "es"],
        by=by,
    )
