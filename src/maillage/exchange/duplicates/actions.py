"""Finding pairs in the whole directory, and saying what they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.exchange.duplicates.candidates import Match, Search
from maillage.exchange.duplicates.directory import records
from maillage.exchange.duplicates.models import DuplicatePair, PairVerdict
from maillage.exchange.enums import Act
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError
from maillage.network.models import Merge, Organisation

CHUNK = 2000


@dataclass(frozen=True)
class Found:
    """searched: records. pairs: those that wait for someone now. new: those that did not before."""

    searched: int
    pairs: int
    new: int


def find_pairs(*, by: Person | None) -> Found:
    """Look for pairs in the whole directory. What people said of a pair stands; a pair that nobody judged follows what
    the records say now, and leaves when they no longer look alike.
    """
    with transaction.atomic():
        _wait_for_other_searches()
        search = Search.of_directory()
        alike = dict(_alike(search))
        kept = _refresh(alike)
        new = [
            DuplicatePair(a_id=a, b_id=b, score=match.score, reasons=[reason.value for reason in match.reasons])
            for (a, b), match in alike.items()
            if (a, b) not in kept
        ]
        DuplicatePair.objects.bulk_create(new, batch_size=CHUNK)
        waiting = DuplicatePair.objects.filter(verdict=PairVerdict.WAITING).count()
        found = Found(len(search), waiting, len(new))
        journal.record(Act.SEARCHED, DuplicatePair(), by=by, searched=found.searched, new=found.new)
    return found


def judge(pair: DuplicatePair, verdict: str, *, by: Person | None) -> DuplicatePair:
    """Remember what someone says of a pair. The same word again changes nothing; "" takes the word back."""
    with transaction.atomic():
        locked = DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
        if locked.verdict == verdict:
            return locked
        if Organisation.objects.filter(pk__in=[locked.a_id, locked.b_id]).exclude(merged_into=None).exists():
            raise DomainError(_("One of these records has been merged. Undo the merge first."))
        _write(locked, verdict, by)
    return locked


def follow_merge(merge: Merge) -> None:
    """Who merges two records has said that they are the same; who undoes it has taken the word back."""
    pair = DuplicatePair.objects.select_for_update(of=("self",)).of(merge.kept, merge.absorbed).first()
    if pair is None:
        return
    verdict = PairVerdict.SAME if merge.undone_at is None else PairVerdict.WAITING
    if pair.verdict != verdict:
        _write(pair, verdict, merge.merged_by if merge.undone_at is None else None)


def _write(pair: DuplicatePair, verdict: str, by: Person | None) -> None:
    pair.verdict = PairVerdict(verdict)
    pair.decided_by, pair.decided_at = (by, timezone.now()) if verdict else (None, None)
    pair.save(update_fields=["verdict", "decided_by", "decided_at"])
    journal.record(Act.JUDGED, pair, by=by, a=pair.a_id, b=pair.b_id, verdict=verdict or "waiting")


def _alike(search: Search) -> Iterator[tuple[tuple[int, int], Match]]:
    """(a, b) → what was found, a before b. The score is the same from both ends; either may find the other."""
    for pk, record in records():
        for match in search.matches(record, besides=pk):
            low, high = sorted((pk, match.organisation_id))
            yield (low, high), match


def _refresh(alike: dict[tuple[int, int], Match]) -> set[tuple[int, int]]:
    """Bring the pairs that are known up to date; those that are."""
    known, changed, gone = set(), [], []
    for pair in DuplicatePair.objects.standing().iterator(chunk_size=CHUNK):
        match = alike.get((pair.a_id, pair.b_id))
        if match is None and pair.verdict == PairVerdict.WAITING:
            gone.append(pair.pk)
            continue
        known.add((pair.a_id, pair.b_id))
        if match and (pair.score, pair.reasons) != (match.score, reasons := [r.value for r in match.reasons]):
            pair.score, pair.reasons = match.score, reasons
            changed.append(pair)
    DuplicatePair.objects.filter(pk__in=gone).delete()
    DuplicatePair.objects.bulk_update(changed, ["score", "reasons"], batch_size=CHUNK)
    return known


def _wait_for_other_searches() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('maillage.exchange.duplicates'))")
