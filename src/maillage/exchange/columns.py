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

# field → headers seen for it in French, English, Spanish, Portuguese, German and Arabic, beside its own name; folded when read
ALIASES: dict[str, tuple[str, ...]] = {
    "name": ("nom", "nombre", "nome", "الاسم", "organisation", "organization", "organización", "organização", "association",
             "associação", "asociación", "nom de l'association", "title", "titre", "título", "raison sociale", "denomination",
             "dénomination", "اسم الجمعية", "المنظمة",
             "name der organisation", "verein", "vereinsname", "bezeichnung", "titel", "organisationsname"),
    "short_name": ("nom court", "nom usuel", "nombre corto", "nome curto", "الاسم المختصر",
             "kurzname", "kurzbezeichnung"),
    "acronym": ("sigle", "acronyme", "sigla", "siglas", "abbreviation", "abréviation", "acrónimo", "الاختصار",
             "abkürzung", "kürzel"),
    "former_name": ("ancien nom", "nombre anterior", "nome anterior", "previous name", "الاسم السابق",
             "früherer name", "ehemaliger name"),
    "kind": ("type", "tipo", "nature", "statut", "kind of organisation", "type of organisation", "type of organization",
             "type d'organisation", "النوع",
             "art", "typ", "rechtsform", "organisationsart", "art der organisation"),
    "state": ("état", "estado", "status", "الحالة",
             "zustand"),
    "founded": ("fondation", "fondée", "date de création", "date de fondation", "création", "date of creation", "creation date",
                "year founded", "année de création", "fundación", "fecha de fundación", "fundação", "ano de fundação",
                "date founded", "founding date", "تاريخ التأسيس",
             "gegründet", "gründung", "gründungsjahr", "gründungsdatum"),
    "dissolved": ("dissolution", "date de dissolution", "disolución", "dissolução", "تاريخ الحل",
             "aufgelöst", "auflösung"),
    "languages": ("langues", "langue", "language", "idiomas", "línguas", "working languages", "langues de travail", "اللغات",
             "sprachen", "sprache", "arbeitssprachen"),
    "description": ("objet", "présentation", "activités", "missions", "descripción", "descrição", "about", "mission", "summary",
                    "objeto", "الوصف",
             "beschreibung", "tätigkeit", "tätigkeiten", "kurzbeschreibung", "zweck", "note", "notes", "activities", "missions and goals", "goals", "commitment"),
    "themes": ("thèmes", "thème", "theme", "thématiques", "thématique", "temas", "tags", "categories", "catégories", "domaines",
               "المواضيع",
             "themen", "thema", "kategorien", "kategorie", "category", "categoría", "categorías", "categoria", "catégorie", "schlagworte", "domaine"),
    "website": ("site", "site web", "site internet", "web", "url", "homepage", "sitio web", "sítio", "página web", "adresse web",
                "الموقع", "الموقع الإلكتروني",
             "webseite", "internetseite", "internet", "webadresse"),
    "email": ("e-mail", "mail", "courriel", "courrier électronique", "adresse mail", "adresse électronique", "correo",
              "correo electrónico", "correio eletrónico", "البريد الإلكتروني",
             "e-mail-adresse", "mailadresse", "email address"),
    "phone": ("téléphone", "tél", "tel", "telephone", "teléfono", "telefone", "الهاتف",
             "telefon", "telefonnummer", "tel."),
    "social": ("facebook", "réseaux sociaux", "redes sociales", "redes sociais", "social network", "mastodon",
             "soziale netzwerke", "link facebook", "instagram", "twitter"),
    "address": ("adresse", "adresse postale", "street", "rue", "dirección", "morada", "endereço", "العنوان",
             "anschrift", "postanschrift", "straße", "strasse", "street address", "postal address"),
    "town": ("ville", "commune", "city", "ciudad", "cidade", "municipality", "localité", "المدينة",
             "stadt", "ort", "gemeinde", "locality", "ciutat", "location name", "sitz", "town or city"),
    "region": ("région", "province", "département", "governorate", "gouvernorat", "state or province", "región", "região",
               "provincia", "المحافظة", "الولاية",
             "bundesland", "kanton", "departement", "county", "state or region", "département ou région"),
    "territory": ("pays", "country", "país", "territoire", "land", "country or territory", "البلد", "الدولة",
             "staat", "staaten", "länder", "location country", "country name", "country code", "code pays", "ländercode"),
    "latitude": ("lat",
             "breitengrad", "breite", "latitud", "geographische breite", "خط العرض"),
    "longitude": ("lon", "lng", "long",
             "längengrad", "länge", "longitud", "geographische länge", "خط الطول"),
    "precision": ("précision", "precisión", "precisão", "الدقة",
             "genauigkeit"),
    "audience": ("visibilité", "public visé", "shown to", "montré à", "visibility", "audiencia", "audiência", "الجمهور",
             "sichtbarkeit"),
    "rna": ("numéro rna", "n° rna"),
    "siren": ("numéro siren",),
    "siret": ("numéro siret",),
    "wikidata": ("wikidata id",),
    "org_id": ("org-id", "orgid"),
    "identifier": ("identifiant", "registration number", "numéro d'enregistrement", "رقم التسجيل",
             "registernummer", "vereinsregisternummer", "kennung"),
    "source_id": ("id", "identifier in the source", "uuid", "ref", "référence",
             "kennziffer"),
    "member_of": ("membre de", "member of", "réseau", "réseaux", "network", "networks", "miembro de", "membro de", "عضو في",
             "mitglied von", "netzwerk", "netzwerke", "mitglied bei"),
}  # fmt: skip
FIELDS = tuple(ALIASES)
# Headers that say the language of what stands below them; folded.
SPOKEN = {"arabic name": "name_ar", "name in arabic": "name_ar", "nom arabe": "name_ar", "nom en arabe": "name_ar",
          "latin name": "name", "english name": "name_en", "name in english": "name_en", "french name": "name_fr",
          "nom en anglais": "name_en", "arabic description": "description_ar"}  # fmt: skip
# Fields that may be nested in the objects of a JSON file ("address.city"): what is inside them is still about the row.
NESTED = frozenset({"town", "region", "territory", "address", "latitude", "longitude", "email", "phone", "website"})
WEAK = {"url": "website"}  # often the page of the list itself: taken only when no other header says as much


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
    """The field a header means, or nothing: "Nom", "Site web", "name_ar", "Description (es)", "Email 2", "address.city"."""
    folded = fold(header)
    if found := _folded().get(folded) or SPOKEN.get(folded):
        return found
    words, _space, last = folded.rpartition(" ")
    field = _folded().get(words, "")
    if field in LOCALISED and last in dict(settings.LANGUAGES) | {"de": ""}:
        return f"{field}_{last}"
    if field in REPEATABLE and last.isdecimal():
        return field
    outer, dot, inner = header.rpartition(".")
    field = _folded().get(fold(inner), "") if dot and outer else ""
    return field if field in NESTED else ""


def guess(headers: Sequence[str], fixed: Mapping[str, str] | None = None) -> dict[str, str]:
    """Header → field, for the headers whose words say it; the first header of a field wins unless it may repeat.

    fixed: what the format of the file itself says of its headers (`Table.mapping`); it wins over their words.
    """
    found = {header: field for header, field in (fixed or {}).items() if header in headers}
    for header in headers:
        field = _guess(header)
        if field and header not in found and (base(field)[0] in REPEATABLE or field not in found.values()):
            found[header] = field
    weak = [header for header in found if fold(header) in WEAK and header not in (fixed or {})]
    for header in weak:
        if list(found.values()).count(WEAK[fold(header)]) > 1:
            del found[header]
    return {header: found[header] for header in headers if header in found}


def mapped(headers: Sequence[str], chosen: Mapping[str, str], fixed: Mapping[str, str] | None = None) -> dict[str, str]:
    """Header → field: what was chosen, then what the format says or can be guessed of the rest; see `guess`.

    Raises FileRefused for a wrong choice.
    """
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
    guessed = guess([header for header in headers if header not in chosen], fixed)
    return found | {header: field for header, field in guessed.items() if field not in taken}


def unused(headers: Sequence[str], mapping: Mapping[str, str]) -> Iterator[str]:
    return (header for header in headers if header not in mapping)
