"""A few invented partners told by hand, for the people of the demonstration and the rules of disclosure."""

from maillage.network.enums import (
    Audience,
    ContactKind,
    NameKind,
    OrganisationKind,
    Precision,
    PresenceRole,
    TieRoleKind,
    TieState,
)
from maillage.portal.demonstration.records import Bond, Contact, Name, Place, Record, Role

SOURCE_TITLE = "Inventé pour la démonstration"

MAISON = Record(
    slug="maison-tavelune",
    names=(Name("Maison Tavelune", "fr", is_preferred=True), Name("MTAVE", kind=NameKind.ACRONYM)),
    kind=OrganisationKind.RESOURCE_CENTRE,
    founded="1984",
    languages=("fr",),
    themes=("popular-education", "housing"),
    texts={
        "fr": "<p>Partenaire inventé pour la démonstration. Une maison ouverte où l’on apprend ensemble.</p>",
        "en": "<p>A partner made up for the demonstration. An open house where people learn together.</p>",
    },
    places=(
        Place("FR-nantes", latitude=47.2212, longitude=-1.5481, public=Precision.TOWN, members=Precision.EXACT),
        Place("FR-rennes", PresenceRole.FORMER, period="../1991"),
    ),
    contacts=(
        Contact(ContactKind.WEBSITE, "https://maison-tavelune.example/"),
        Contact(ContactKind.EMAIL, "contact@maison-tavelune.example", Audience.MEMBERS),
    ),
    is_example=True,
)
FORO = Record(
    slug="foro-barulina",
    names=(Name("Foro Barulina", "es", is_preferred=True),),
    kind=OrganisationKind.COLLECTIVE,
    founded="2009~",
    languages=("es",),
    themes=("debt", "feminism"),
    texts={
        "es": "<p>Socio inventado para la demostración. Un foro de barrio sobre la deuda y los cuidados.</p>",
        "fr": "<p>Partenaire inventé pour la démonstration. Un forum de quartier sur la dette et le soin.</p>",
    },
    places=(Place("ES-barcelona"),),
    is_example=True,
)
RETE = Record(
    slug="rete-orvamina",
    names=(Name("Rete Orvamina", "it", is_preferred=True),),
    kind=OrganisationKind.NETWORK,
    founded="2011",
    languages=("it", "fr"),
    themes=("migrants-rights", "asylum"),
    places=(Place("IT-palermo", public=Precision.REGION, members=Precision.TOWN),),
    is_example=True,
)
COLETIVO = Record(
    slug="coletivo-quilanda",
    names=(Name("Coletivo Quilanda", "pt", is_preferred=True),),
    kind=OrganisationKind.COLLECTIVE,
    founded="2015",
    languages=("pt",),
    themes=("housing",),
    places=(Place("BR-recife"),),
    is_example=True,
)
CONSENTING = Record(
    slug="o-selmara",
    names=(Name("Инициатива «Сельмара»", "ru", is_preferred=True), Name("Initiative Selmara", "fr", is_preferred=True)),
    kind=OrganisationKind.ASSOCIATION,
    languages=("ru",),
    themes=("civil-liberties",),
    places=(Place("BY"),),
    is_example=True,
)
SILENT = Record(
    slug="o-torvina",
    names=(Name("Кружок «Торвина»", "ru", is_preferred=True), Name("Cercle Torvina", "fr", is_preferred=True)),
    kind=OrganisationKind.COLLECTIVE,
    languages=("ru",),
    themes=("defenders",),
    places=(
        Place("BY-minsk"),
        Place("PL", PresenceRole.EXILE_SEAT, public=Precision.COUNTRY, members=Precision.COUNTRY),
    ),
    is_example=True,
)
LUMERA = Record(
    slug="asociacion-lumerana",
    names=(Name("Asociación Lumerana", "es", is_preferred=True),),
    kind=OrganisationKind.ASSOCIATION,
    founded="2018",
    languages=("es",),
    themes=("gender-violence",),
    protected_themes=("lgbtqi",),
    places=(Place("HN"),),
    is_example=True,
)
CIRCLED = Record(
    slug="o-kasumira",
    names=(Name("جمعية كسوميرا", "ar", is_preferred=True), Name("Association Kasumira", "fr", is_preferred=True)),
    kind=OrganisationKind.ASSOCIATION,
    founded="2013",
    languages=("ar", "fr"),
    themes=("asylum",),
    places=(Place("TN-sfax", public=Precision.COUNTRY, members=Precision.TOWN),),
    audience=Audience.CIRCLE,
    is_example=True,
)
RECORDS = (MAISON, FORO, RETE, COLETIVO, CONSENTING, SILENT, LUMERA, CIRCLED)

BONDS = (
    Bond("maison-tavelune", "member_of", "ipam", TieState.CONFIRMED, "2004/.."),
    Bond("maison-tavelune", "member_of", "crid", source="example"),
    Bond("foro-barulina", "member_of", "ipam", TieState.CONFIRMED, "2012/.."),
    Bond("rete-orvamina", "member_of", "ipam", TieState.CONFIRMED, "2014/.."),
    Bond("rete-orvamina", "member_of", "migreurop", source="example", roles=(Role(TieRoleKind.OBSERVER),)),
    Bond("o-kasumira", "member_of", "migreurop", source="example", audience=Audience.CIRCLE),
    Bond("coletivo-quilanda", "member_of", "no-vox", source="example"),
    Bond("asociacion-lumerana", "member_of", "ipam", TieState.CONFIRMED, "2019/.."),
    Bond("maison-tavelune", "partner_of", "foro-barulina", TieState.CONFIRMED, "2013/2016"),
    Bond("maison-tavelune", "partner_of", "foro-barulina", TieState.CONFIRMED, "2020/.."),
    Bond("foro-barulina", "hosted_by", "maison-tavelune", TieState.DISPUTED, "2021/.."),
    Bond("rete-orvamina", "partner_of", "maison-tavelune", TieState.PROPOSED, "2025/.."),
)
