"""The network as its own page “Notre stratégie” tells it: every fact of that page, and none that is not on it.

What the page does not say stays empty: IPAM's full name and age, what it is within three of its six networks, when the
centre left the rue de Nanteuil. Two figures that contradict each other are both kept.
"""

from maillage.network.enums import (
    BodyKind,
    Measure,
    NameKind,
    OrganisationKind,
    Precision,
    PresenceRole,
    Qualifier,
    TieRoleKind,
)
from maillage.portal.demonstration.records import Bond, Figure, Group, Name, Place, Record, Role
from maillage.portal.demonstration.seed_texts import TEXTS

SOURCE_TITLE = "« Notre stratégie », page publiée par IPAM"
BOARD = Group({"fr": "Conseil d’administration", "en": "Board", "es": "Consejo de administración",
               "pt": "Conselho de administração", "ar": "مجلس الإدارة"}, BodyKind.BOARD)  # fmt: skip
IN_FRANCE = {"fr": "en France", "en": "in France", "es": "en Francia", "pt": "em França", "ar": "في فرنسا"}
PARTNER_MAP = {"fr": "carte partenariale", "en": "partner map", "es": "mapa de organizaciones aliadas",
               "pt": "mapa de organizações parceiras", "ar": "خريطة الشراكات"}  # fmt: skip
CRID_GROUPS = (
    Group({"fr": "Forums sociaux", "en": "Social forums", "es": "Foros sociales", "pt": "Fóruns sociais"}),
    Group({"fr": "États généraux des migrations", "en": "Estates general on migration"}),
    Group({"fr": "Université d’été des mouvements sociaux", "en": "Summer university of social movements"}),
    Group({"fr": "Une seule planète", "en": "Only one planet"}),
    Group({"fr": "ASI-Syndicats", "en": "Solidarity associations and trade unions"}),
)


def _title(text: str, kind: NameKind = NameKind.SHORT, language: str = "") -> Name:
    return Name(text, language=language, kind=kind, is_preferred=True)


def _fields(*territories: str) -> tuple[Place, ...]:
    return tuple(
        Place(code, PresenceRole.FIELD, public=Precision.REGION, members=Precision.REGION) for code in territories
    )


IPAM = Record(
    slug="ipam",
    is_home=True,
    names=(_title("IPAM"),),
    kind=OrganisationKind.NETWORK,
    themes=("another-globalisation", "solidarity", "peace", "democracy", "social-justice", "environment"),
    texts=TEXTS["ipam"],
    places=_fields("FR", "europe", "world"),
    figures=(
        Figure(
            Measure.PARTNERS,
            None,
            Qualifier.SEVERAL_HUNDRED,
            PARTNER_MAP,
        ),
        Figure(
            Measure.PARTNERS,
            100,
            Qualifier.MORE_THAN,
            PARTNER_MAP,
        ),
        Figure(Measure.COUNTRIES, 70, Qualifier.NEARLY, PARTNER_MAP),
    ),
)
CICP = Record(
    slug="cicp",
    names=(_title("CICP", NameKind.ACRONYM), Name("Centre International de Culture Populaire", "fr")),
    kind=OrganisationKind.RESOURCE_CENTRE,
    founded="1976",
    themes=("human-rights", "decolonisation", "migrants-rights", "solidarity"),
    texts=TEXTS["cicp"],
    places=(
        Place(
            "FR-paris",
            PresenceRole.FORMER,
            address="rue de Nanteuil, Paris",
            public=Precision.EXACT,
            members=Precision.EXACT,
        ),
    ),
)
CRID = Record(
    slug="crid",
    names=(
        _title("CRID", NameKind.ACRONYM),
        Name("Centre de recherche et d’information pour le développement", "fr"),
    ),
    kind=OrganisationKind.NETWORK,
    founded="1976",
    themes=("solidarity", "global-citizenship"),
    texts=TEXTS["crid"],
    places=_fields("FR"),
    groups=(BOARD, *CRID_GROUPS),
    figures=(
        Figure(Measure.FOUNDERS, 8, as_of="1976"),
        Figure(
            Measure.MEMBERS,
            54,
            scope={
                "fr": "associations françaises de solidarité internationale",
                "en": "French international solidarity associations",
            },
        ),
        Figure(
            Measure.PARTNERS,
            1500,
            scope={
                "fr": "partenaires des membres, au Sud et en Europe de l’Est",
                "en": "partners of the members, in the South and in Eastern Europe",
            },
        ),
        Figure(
            Measure.LOCAL_GROUPS,
            7500,
            scope={"fr": "par les membres, en France", "en": "through the members, in France"},
        ),
        Figure(
            Measure.VOLUNTEERS,
            180_000,
            scope={"fr": "par les membres, en France", "en": "through the members, in France"},
        ),
    ),
)
NO_VOX = Record(
    slug="no-vox",
    names=(_title("No-Vox"), Name("No Vox", kind=NameKind.SHORT)),
    kind=OrganisationKind.NETWORK,
    founded="2003",
    themes=("social-justice", "solidarity"),
    texts=TEXTS["no-vox"],
    places=_fields("europe", "west-africa", "AO", "CA-QC", "BR", "IN", "JP"),
    figures=(Figure(Measure.MEMBERS, None, Qualifier.SEVERAL_HUNDRED),),
)
ATTAC = Record(
    slug="attac",
    names=(
        _title("Attac", NameKind.ACRONYM),
        Name("Association pour la taxation des transactions financières et pour l’action citoyenne", "fr"),
    ),
    kind=OrganisationKind.ASSOCIATION,
    founded="1998",
    themes=("social-justice", "environment", "finance", "tax-justice", "corporations"),
    texts=TEXTS["attac"],
    places=_fields("FR"),
    groups=(BOARD,),
    figures=(
        Figure(Measure.INDIVIDUAL_MEMBERS, 10_000, Qualifier.NEARLY, IN_FRANCE),
        Figure(Measure.LOCAL_GROUPS, 100, Qualifier.ABOUT, IN_FRANCE),
    ),
)
ATTAC_NETWORK = Record(
    slug="attac-reseau-international",
    names=(
        _title("Réseau international d’Attac", language="fr"),
        _title("Attac international network", language="en"),
        _title("Red internacional de Attac", language="es"),
        _title("Rede internacional da Attac", language="pt"),
        _title("شبكة أتاك الدولية", language="ar"),
    ),
    kind=OrganisationKind.NETWORK,
    is_stub=True,
    figures=(Figure(Measure.COUNTRIES, 30, Qualifier.ABOUT),),
)
MIGREUROP = Record(
    slug="migreurop",
    names=(_title("Migreurop"),),
    kind=OrganisationKind.NETWORK,
    themes=("migrants-rights", "freedom-of-movement", "prisons"),
    texts=TEXTS["migreurop"],
    places=_fields("europe", "africa", "near-east"),
    figures=(Figure(Measure.COUNTRIES, 20, Qualifier.ABOUT),),
)
ALTERNATIVES = Record(
    slug="alternatives-international",
    names=(_title("Alternatives International"),),
    kind=OrganisationKind.NETWORK,
    is_stub=True,
)
FOUNDATION = Record(
    slug="fondation-pour-un-autre-monde",
    names=(
        _title("Fondation Pour un Autre Monde", NameKind.OFFICIAL, "fr"),
        Name("Fondation PAM", "fr", NameKind.SHORT),
    ),
    kind=OrganisationKind.FOUNDATION,
    founded="2016",
    themes=("solidarity", "human-rights"),
    texts=TEXTS["fondation-pour-un-autre-monde"],
    places=_fields("FR", "world"),
)
SHELTER = Record(
    slug="fondation-terre-solidaire",
    names=(_title("Fondation Terre Solidaire", NameKind.OFFICIAL, "fr"),),
    kind=OrganisationKind.FOUNDATION,
    is_stub=True,
)

RECORDS = (IPAM, CICP, CRID, NO_VOX, ATTAC, ATTAC_NETWORK, MIGREUROP, ALTERNATIVES, FOUNDATION, SHELTER)

_FOUNDER = Role(TieRoleKind.FOUNDER)
_ON_BOARD = Role(TieRoleKind.BOARD_MEMBER, BOARD.name["fr"])
_IN_GROUPS = tuple(Role(TieRoleKind.MEMBER, group.name["fr"]) for group in CRID_GROUPS)
BONDS = (
    Bond("ipam", "member_of", "cicp", roles=(_FOUNDER,)),
    Bond("ipam", "member_of", "crid", roles=(_FOUNDER, _ON_BOARD, *_IN_GROUPS)),
    Bond("ipam", "member_of", "attac", roles=(_FOUNDER, _ON_BOARD, Role(TieRoleKind.MEMBER, is_plural=True))),
    Bond("ipam", "takes_part_in", "no-vox"),
    Bond("ipam", "takes_part_in", "migreurop"),
    Bond("ipam", "takes_part_in", "alternatives-international"),
    Bond("attac", "member_of", "attac-reseau-international"),
    Bond("ipam", "initiated", "fondation-pour-un-autre-monde", period="2016/2016"),
    Bond("fondation-pour-un-autre-monde", "sheltered_by", "fondation-terre-solidaire", period="2016/.."),
)
