"""The home page with something on it: a home organisation, its ties, partners in a few countries."""

import datetime as dt

from i18nfield.strings import LazyI18nString
from tests.factories.network import (
    HomeFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    TieFactory,
    TieRoleFactory,
    TieTypeFactory,
)

from maillage.network.enums import TieRoleKind
from maillage.network.models import Organisation

NETWORKS = {
    "CICP": "1976/..",
    "CRID": "1976/..",
    "Attac France": "1998-06/..",
    "No-Vox": "2003/..",
    "Migreurop": "2002~/..",
}
COUNTRIES = {
    "FR": ("France", "فرنسا", 5),
    "SN": ("Sénégal", "السنغال", 4),
    "TN": ("Tunisie", "تونس", 3),
    "PF": ("Polynésie", "", 2),
}


def network_at_work() -> Organisation:
    """A small network as strangers see it; one country stays below the threshold."""
    home = HomeFactory(name="Ipam", founded="1976")
    member = TieTypeFactory(
        code="member_of",
        label=LazyI18nString({"fr": "membre de", "en": "member of", "ar": "عضو في"}),
        inverse_label=LazyI18nString({"fr": "a pour membre", "en": "has as a member"}),
    )
    others = [
        OrganisationFactory(name=name, kind="network", last_confirmed_on=dt.date(2026, 10, 3 + number))
        for number, name in enumerate(NETWORKS)
    ]
    for network, period in zip(others, NETWORKS.values(), strict=True):
        tie = TieFactory(a=home, b=network, type=member, period=period)
        if period.startswith("1976"):
            TieRoleFactory(tie=tie, role=TieRoleKind.FOUNDER)
    TieFactory(a=others[2], b=others[1], type=member, period="1998/..")
    TieFactory(a=others[3], b=others[0], type=member, period="2003/..")
    for code, (french, arabic, count) in COUNTRIES.items():
        country = TerritoryFactory(code=code, name=LazyI18nString({"fr": french, "ar": arabic}))
        for number in range(count):
            PresenceFactory(organisation=OrganisationFactory(name=f"Partenaire {code} {number}"), territory=country)
    return home
