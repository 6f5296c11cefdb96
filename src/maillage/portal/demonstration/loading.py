"""Bringing the demonstration network into an instance."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from maillage.accounts.models import Person
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.actions import disclosure, proposals, safety
from maillage.network.enums import Act, Audience, FieldGroup, Precision, SourceKind
from maillage.network.models import Circle, DisclosurePolicy, Organisation, Source, Territory, Theme
from maillage.network.vocabularies.loading import load_vocabularies
from maillage.portal.demonstration import examples, maps, newsletters, people, seed
from maillage.portal.demonstration.generator import Generator
from maillage.portal.demonstration.site.writing import write_site
from maillage.portal.demonstration.writing import Writer

PARTNERS = 150
CIRCLE = {
    "fr": "Cercle migrations", "en": "Migration working circle", "es": "Círculo migraciones",
    "pt": "Círculo migrações", "ar": "حلقة الهجرة",
}  # fmt: skip


def load_demonstration(*, partners: int = PARTNERS) -> bool:
    """Load the vocabularies, the seed, its partners and its people; whether anything was written.

    A network that is there is left as its users made it. Refused where the instance is not a demonstration: the
    people's password is public.
    """
    if not settings.IS_DEMO:
        raise DomainError(_("This instance is not a demonstration. Set MAILLAGE_DEMO=1 to make it one."))
    with transaction.atomic():
        load_vocabularies()
        if Organisation.objects.filter(slug=seed.IPAM.slug).exists():
            return False
        if Organisation.objects.exists():
            raise DomainError(
                _("This instance has organisations of its own. Load the demonstration into an empty one.")
            )
        load_network(partners=partners)
        people.add_people()
        steward = Person.objects.get(email=people.LOGINS[0].email)
        _set_rules(by=steward)
        maps.add_maps(by=steward)
        write_site()
        newsletters.add_newsletters(by=steward)
        _leave_something_to_decide()
    return True


def load_network(*, partners: int) -> None:
    """The seed and its invented partners, without people."""
    sources = {
        "page": Source.objects.create(kind=SourceKind.PAGE, title=seed.SOURCE_TITLE),
        "example": Source.objects.create(kind=SourceKind.STEWARD, title=examples.SOURCE_TITLE),
    }
    writer = Writer(sources=sources)
    ids = writer.write(seed.RECORDS)
    writer.circle = Circle.objects.create(
        name=LazyI18nString(CIRCLE), network=Organisation.objects.get(slug=seed.MIGREUROP.slug)
    )
    drawn = list(Generator().draw(partners - len(examples.RECORDS)))
    ids += writer.write([*examples.RECORDS, *(record for record, _bonds in drawn)])
    writer.tie([*seed.BONDS, *examples.BONDS, *(bond for _record, bonds in drawn for bond in bonds)])
    journal.record(Act.ADDED, Organisation.objects.get(slug=seed.IPAM.slug), reason="demonstration", count=len(ids))
    disclosure.refresh(ids)


def _leave_something_to_decide() -> None:
    """What a steward finds in the inbox: a change proposed by an organisation, and a reader's correction."""
    proposing, corrected = (Organisation.objects.get(slug=slug) for slug in ("maison-tavelune", "foro-barulina"))
    coordinator = Person.objects.get(email="coordinator@example.org")
    proposals.propose_change(
        proposing, changes={"founded": "1987"}, message="Nous avons retrouvé nos premiers statuts.", by=coordinator
    )
    proposals.propose_correction(corrected, message="L’association travaille aussi en Uruguay depuis 2019.")


def _set_rules(*, by: Person) -> None:
    """Examples of caution: a territory where nothing shows before consent, and a theme for members only."""
    safety.give_consent(
        Organisation.objects.get(slug=examples.CONSENTING.slug),
        by=by,
        covers=FieldGroup.EVERYTHING,
        audience=Audience.MEMBERS,
        precision=Precision.COUNTRY,
        how="Exemple : accord donné par message chiffré",
    )
    safety.set_policy(
        DisclosurePolicy(
            territory=Territory.objects.get(code="BY"),
            audience=Audience.MEMBERS,
            precision=Precision.COUNTRY,
            needs_consent=True,
            reason="Exemple pour la démonstration : rien ne paraît sans accord",
        ),
        by=by,
    )
    safety.set_policy(
        DisclosurePolicy(
            theme=Theme.objects.get(code="lgbtqi"),
            audience=Audience.MEMBERS,
            precision=Precision.COUNTRY,
            reason="Exemple pour la démonstration : un thème qui peut mettre en danger",
        ),
        by=by,
    )
