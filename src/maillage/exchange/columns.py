"""The columns an import of organisations knows, and the words people put above them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.kit.text import fold

LOCALISED = ("name", "short_name", "acronym", "former_name", "description")
REPEATABLE = (
    *LOCALISED,
    "email",
    "phone",
    "website",
    "social",
    "themes",
    "languages",
    "address",
    "member_of",
    "identifier",
)
SUFFIX = re.compile(r"^(.+)_([a-z]{2,3})$")

# field → headers seen for it in French, English, Spanish, Portuguese and Arabic, beside its own name; folded when read
ALIASES: dict[str, tuple[str, ...]] = {
    "name": ("nom", "nombre", "nome", "الاسم", "organisation", "organization", "organización", "organização", "association",
             "associação", "asociación", "nom de l'association", "title", "titre", "título", "raison sociale", "denomination",
             "dénomination", "اسم الجمعية", "المنظمة"),
    "short_name": ("nom court", "nom usuel", "nombre corto", "nome curto", "الاسم المختصر"),
    "acronym": ("sigle", "acronyme", "sigla", "siglas", "abbreviation", "abréviation", "acrónimo", "الاختصار"),
    "former_name": ("ancien nom", "nombre anterior", "nome anterior", "previous name", "الاسم السابق"),
    "kind": ("type", "tipo", "nature", "statut", "kind of organisation", "type of organisation", "type of organization",
             "type d'organisation", "النوع"),
    "state": ("état", "estado", "status", "الحالة"),
    "founded": ("fondation", "fondée", "date de création", "date de fondation", "création", "date of creation", "creation date",
                "year founded", "année de création", "fundación", "fecha de fundación", "fundação", "ano de fundação",
                "date founded", "founding date", "تاريخ التأسيس"),
    "dissolved": ("dissolution", "date de dissolution", "disolución", "dissolução", "تاريخ الحل"),
    "languages": ("langues", "langue", "language", "idiomas", "línguas", "working languages", "langues de travail", "اللغات"),
    "description": ("objet", "présentation", "activités", "missions", "descripción", "descrição", "about", "mission", "summary",
                    "objeto", "الوصف"),
    "themes": ("thèmes", "thème", "theme", "thématiques", "thématique", "temas", "tags", "categories", "catégories", "domaines",
               "المواضيع"),
    "website": ("site", "site web", "site internet", "web", "url", "homepage", "sitio web", "sítio", "página web", "adresse web",
                "الموقع", "الموقع الإلكتروني"),
    "email": ("e-mail", "mail", "courriel", "courrier électronique", "adresse mail", "adresse électronique", "correo",
              "correo electrónico", "correio eletrónico", "البريد الإلكتروني"),
    "phone": ("téléphone", "tél", "tel", "telephone", "teléfono", "telefone", "الهاتف"),
    "social": ("facebook", "réseaux sociaux", "redes sociales", "redes sociais", "social network", "mastodon"),
    "address": ("adresse", "adresse postale", "street", "rue", "dirección", "morada", "endereço", "العنوان"),
    "town": ("ville", "commune", "city", "ciudad", "cidade", "municipality", "localité", "المدينة"),
    "region": ("région", "province", "département", "governorate", "gouvernorat", "state or province", "región", "região",
               "provincia", "المحافظة", "الولاية"),
    "territory": ("pays", "country", "país", "territoire", "land", "country or territory", "البلد", "الدولة"),
    "latitude": ("lat",),
    "longitude": ("lon", "lng", "long"),
    "precision": ("précision", "precisión", "precisão", "الدقة"),
    "audience": ("visibilité", "public visé", "shown to", "montré à", "visibility", "audiencia", "audiência", "الجمهور"),
    "rna": ("numéro rna", "n° rna"),
    "siren": ("numéro siren",),
    "siret": ("numéro siret",),
    "wikidata": ("wikidata id",),
    "org_id": ("org-id", "orgid"),
    "identifier": ("identifiant", "registration number", "numéro d'enregistrement", "رقم التسجيل"),
    "source_id": ("id", "identifier in the source", "uuid", "ref", "référence"),
    "member_of": ("membre de", "member of", "réseau", "réseaux", "network", "networks", "miembro de", "membro de", "عضو في"),
}  # fmt: skip
FIELDS = tuple(ALIASES)


def base(field: str) -> tuple[str, str]:
    """A field and the language it is written in: "name_fr" → ("name", "fr"), "town" → ("town", "")."""
    found = SUFFIX.match(field)
    if found and found[1] in LOCALISED and field not in ALIASES:
        return found[1], found[2]
    return field, ""


def is_field(field: str) -> bool:
    return base(field)[0] in ALIASES


@cache
def _folded() -> dict[str, str]:
    found = {fold(field): field for field in ALIASES}
    for field, aliases in ALIASES.items():
        for alias in aliases:
            found.setdefault(fold(alias), field)
    return found


def _guess(header: str) -> str:
    """The field a header means, or nothing: "Nom", "Site web", "name_ar", "Description (es)"."""
    folded = fold(header)
    if folded in _folded():
        return _folded()[folded]
    words, _space, language = folded.rpartition(" ")
    field = _folded().get(words, "")
    return f"{field}_{language}" if field in LOCALISED and language in dict(settings.LANGUAGES) else ""


def guess(headers: Sequence[str]) -> dict[str, str]:
    """Header → field, for the headers whose words say it; the first header of a field wins unless it may repeat."""
    found: dict[str, str] = {}
    for header in headers:
        field = _guess(header)
        if field and (base(field)[0] in REPEATABLE or field not in found.values()):
            found[header] = field
    return found


def mapped(headers: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Header → field: what was chosen, then what can be guessed of the rest. Raises FileRefused for a wrong choice."""
    wrong = [header for header in chosen if header not in headers]
    if wrong:
        raise FileRefused(
            _("There is no column “%(column)s”.") % {"column": wrong[0]},
            _("The columns of this file are: %(columns)s.") % {"columns": ", ".join(headers)},
        )
    unknown = [field for field in chosen.values() if field and not is_field(field)]
    if unknown:
        raise FileRefused(
            _("There is no field “%(field)s”.") % {"field": unknown[0]},
            _("Choose one of: %(fields)s; names and descriptions may end in a language: name_ar.")
            % {"fields": ", ".join(FIELDS)},
        )
    found = {header: field for header, field in chosen.items() if field}
    taken = {field for field in found.values() if base(field)[0] not in REPEATABLE}
    for field in taken:
        if list(found.values()).count(field) > 1:
            raise FileRefused(
                _("Two columns are mapped to “%(field)s”.") % {"field": field},
                _('Keep one of them: write --map "column=" to leave the other out.'),
            )
    guessed = guess([header for header in headers if header not in chosen])
    return found | {header: field for header, field in guessed.items() if field not in taken}


def unused(headers: Sequence[str], mapping: Mapping[str, str]) -> Iterator[str]:
    return (header for header in headers if header not in mapping)
