"""Newsletters of the demonstration: one in three languages, one about a theme, with a first issue in the archive."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from maillage.accounts.models import Person
from maillage.letters.actions.newsletters import add_newsletter
from maillage.letters.enums import IssueState, SubscriptionState
from maillage.letters.models import Issue, Newsletter, Subscription
from maillage.network.models import Theme

EDITOR, READERS = "editor@example.org", ("steward@example.org", "member@example.org", "other@example.org")


class Letter(NamedTuple):
    slug: str
    language: str
    title: str
    description: str
    subject: str
    words: str
    themes: tuple[str, ...] = ()


LETTERS = (
    Letter(
        "la-lettre", "fr", "La lettre du réseau",
        "Une fois par mois : ce que publient les associations du réseau, les appels à soutenir, les rendez-vous.",
        "Novembre : ce qui se prépare",
        "Bonjour,\n\nVoici la première lettre de cette *démonstration*. Elle est écrite à la main, à partir de ce qui a "
        "été publié ici, et chacun peut la relire dans les archives.\n\nAu programme :\n\n- une rencontre des partenaires "
        "en décembre\n- une carte des membres mise à jour\n- un appel à relire vos fiches\n\nÀ bientôt.",
    ),
    Letter(
        "the-letter", "en", "The network’s letter",
        "Once a month: what the associations of the network publish, the calls to support, the dates to keep.",
        "November: what is being prepared",
        "Hello,\n\nThis is the first letter of this *demonstration*. People wrote it, from what was published here, and "
        "anyone can read it again in the archive.\n\nIn this issue:\n\n- a meeting of partners in December\n- an updated "
        "map of members\n- an invitation to read your records again\n\nUntil soon.",
    ),
    Letter(
        "ar-risala", "ar", "رسالة الشبكة",
        "مرة كل شهر: ما تنشره جمعيات الشبكة، والنداءات، والمواعيد.",
        "تشرين الثاني: ما يجري إعداده",
        "مرحباً،\n\nهذه أول رسالة في هذا *العرض*. كتبها أشخاص انطلاقاً مما نُشر هنا، ويمكن للجميع قراءتها في الأرشيف.\n\n"
        "- لقاء الشركاء في كانون الأول\n- خريطة محدّثة للأعضاء\n\nإلى اللقاء.",
    ),
    Letter(
        "migrations", "fr", "Migrations : l’essentiel",
        "Quand il se passe quelque chose : liberté de circulation, accueil, frontières.",
        "", "", ("migrants-rights",),
    ),
)  # fmt: skip


def add_newsletters(*, by: Person) -> None:
    editor = Person.objects.get(email=EDITOR)
    for letter in LETTERS:
        newsletter = add_newsletter(
            slug=letter.slug,
            language=letter.language,
            title=letter.title,
            description=letter.description,
            themes=Theme.objects.filter(code__in=letter.themes),
            editors=[editor],
            by=by,
        )
        _add_readers(newsletter)
        if letter.subject:
            _add_sent(newsletter, letter)


def _add_readers(newsletter: Newsletter) -> None:
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(newsletter=newsletter, address=address, language=newsletter.language, asked_at=now, confirmed_at=now,
                     state=SubscriptionState.CONFIRMED)
        for address in READERS
    )  # fmt: skip


def _add_sent(newsletter: Newsletter, letter: Letter) -> None:
    """An issue of three weeks ago; a demonstration sends nothing when it is loaded."""
    moment = timezone.now() - timedelta(weeks=3)
    Issue.objects.create(
        newsletter=newsletter, number=1, subject=letter.subject, introduction=letter.words, state=IssueState.SENT,
        planned_at=moment, started_at=moment, sent_at=moment, figures={"handed": len(READERS)},
    )  # fmt: skip
