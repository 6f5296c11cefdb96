"""Organisations as plain values for the files, read in slices through the gate."""

from collections.abc import Callable, Iterator

from django.db.models import Prefetch, QuerySet
from django.utils.html import strip_tags
from django.utils.translation import get_language

from maillage.network.enums import STANDING_TIES, ContactKind, NameKind, TerritoryKind
from maillage.network.formats import jsonld
from maillage.network.formats.rows import Point, Row
from maillage.network.models import ContactPoint, Organisation, OrganisationName, Presence, Tie
from maillage.network.queries.directory import name_places, with_row_details
from maillage.network.queries.organisation import Record
from maillage.network.queries.ties import Entry
from maillage.network.readers import Reader

SLICE = 500
Address = Callable[[Organisation], str]


def rows_of(found: QuerySet[Organisation], reader: Reader, address: Address) -> Iterator[Row]:
    """Every organisation found, in order; each slice passes the gate again, so a hide takes effect while we write."""
    ids = list(found.values_list("pk", flat=True))
    for start in range(0, len(ids), SLICE):
        yield from slice_of(ids[start : start + SLICE], reader, address)


def row_of(organisation: Organisation, reader: Reader, address: Address) -> Row:
    return next(slice_of([organisation.pk], reader, address))


def slice_of(ids: list[int], reader: Reader, address: Address) -> Iterator[Row]:
    return (_row(organisation, address) for organisation in details_of(ids, reader))


def details_of(ids: list[int], reader: Reader) -> list[Organisation]:
    """The organisations with these ids that `reader` may see, in this order, with what a row of a file says of them."""
    websites = ContactPoint.objects.visible_to(reader).filter(kind=ContactKind.WEBSITE).order_by("pk")
    acronyms = OrganisationName.objects.visible_to(reader).filter(kind=NameKind.ACRONYM).order_by("pk")
    details = with_row_details(Organisation.objects.visible_to(reader), reader).prefetch_related(
        Prefetch("contacts", websites, to_attr="shown_websites"),
        Prefetch("names", acronyms, to_attr="shown_acronyms"),
    )
    found = {organisation.pk: organisation for organisation in details.filter(pk__in=ids)}
    name_places(found.values())
    return [found[pk] for pk in ids if pk in found]


def _row(organisation: Organisation, address: Address) -> Row:
    title = str(organisation)
    ties = {tie.b_id: tie.b for tie in organisation.shown_memberships}  # type: ignore[attr-defined]
    return Row(
        url=address(organisation),
        uuid=str(organisation.uuid),
        title=title,
        official_name=next((name.text for name in _official(organisation) if name.text != title), ""),
        acronym=next((name.text for name in organisation.shown_acronyms), ""),  # type: ignore[attr-defined]
        kind=organisation.kind,
        kind_words=organisation.get_kind_display(),
        places=tuple(_point(place) for place in organisation.shown_places),  # type: ignore[attr-defined]
        themes=tuple(str(link.theme) for link in organisation.shown_themes),  # type: ignore[attr-defined]
        networks=tuple(str(network) for network in ties.values()),
        network_urls=tuple(address(network) for network in ties.values()),
        languages=tuple(organisation.languages),
        founded=organisation.founded,
        website=next((contact.value for contact in organisation.shown_websites), ""),  # type: ignore[attr-defined]
        last_confirmed=organisation.last_confirmed_on.isoformat() if organisation.last_confirmed_on else "",
        is_example=organisation.is_example,
    )


def _official(organisation: Organisation) -> list[OrganisationName]:
    """Official names, those of the page's language first."""
    names: list[OrganisationName] = organisation.shown_names  # type: ignore[attr-defined]
    return sorted(names, key=lambda name: name.language != get_language())


def _point(place: Presence) -> Point:
    country = next((unit.iso for unit in place.units if unit.kind == TerritoryKind.COUNTRY), "")  # type: ignore[attr-defined]
    return Point(
        place=place.in_words,  # type: ignore[attr-defined]
        country=country,
        latitude=place.shown_latitude,  # type: ignore[attr-defined]
        longitude=place.shown_longitude,  # type: ignore[attr-defined]
    )


def document_of(record: Record, address: Address) -> dict[str, object]:
    """The linked-data document of one organisation."""
    organisation = record.organisation
    return jsonld.page(
        row_of(organisation, record.reader, address),
        names=[(name.text, name.language) for name in record.names if name.kind != NameKind.FORMER],
        descriptions={text.language: strip_tags(text.html) for text in record.descriptions},
        member_of=[
            _membership(entry, tie, address) for entry in record.belongs_to for tie in entry.ties if _stands(tie)
        ],
        members=[_membership(entry, tie, address) for entry in record.members for tie in entry.ties if _stands(tie)],
    )


def _stands(tie: Tie) -> bool:
    return tie.state in STANDING_TIES


def _membership(entry: Entry, tie: Tie, address: Address) -> jsonld.Membership:
    words = Entry(entry.other, [tie]).sentence
    return jsonld.Membership(url=address(entry.other), name=str(entry.other), role=words, period=tie.period)
