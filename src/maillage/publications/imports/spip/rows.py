"""Rows of articles and rubrics as SPIP keeps them, and what their status means here."""

from datetime import date

from django.utils import timezone

from maillage.publications.imports.remarks import Kind
from maillage.publications.imports.tree import State

ARTICLE = (
    "id_article", "surtitre", "titre", "soustitre", "id_rubrique", "descriptif", "chapo", "texte", "ps", "date", "statut",
    "lang", "id_trad", "nom_site", "url_site", "virtuel",
)  # fmt: skip
RUBRIC = ("id_rubrique", "id_parent", "titre", "descriptif", "texte", "lang", "statut")
STATES = {"publie": State.LIVE, "prop": State.DRAFT, "prepa": State.DRAFT}
REMARKED = {"prop": Kind.PROPOSED}
LEFT_OUT = {
    "breves": "brèves", "syndic": "sites", "syndic_articles": "syndicated items", "petitions": "petitions",
    "signatures": "signatures", "messages": "messages", "evenements": "events",
}  # fmt: skip


def forwards_to(row: dict[str, str]) -> str:
    """Where an article that holds no text leads; older versions wrote it in the head of the article, after "="."""
    if row["virtuel"]:
        return row["virtuel"].strip()
    return row["chapo"][1:].strip() if row["chapo"].startswith("=") else ""


def state_of(row: dict[str, str], day: date | None) -> tuple[State, Kind | None]:
    if row["statut"] == "publie" and day and day > timezone.localdate():
        return State.DRAFT, Kind.SCHEDULED
    return STATES[row["statut"]], REMARKED.get(row["statut"])
