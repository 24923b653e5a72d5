"""Filling in a scan: rows of a theme, finishing with a sealed version, opening again with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.sealing import canonical_json, fingerprint
from regions.models import Municipality
from reporting.models import Scan, ScanRound, ScanScore, ScanVersion, Statement
from reporting.scans.sealing import content_of
from reporting.scans.states import REFUSALS, WHEN, Verb, stage_of
from reporting.scans.telling import tell_finished

OTHER_LIST = "Deze stelling hoort niet bij deze scan."


@dataclass(frozen=True)
class RowValues:
    """What somebody fills in at one statement; `seen` None: there was no answer yet."""

    statement: Statement
    score: int | None
    not_applicable: bool
    explanation: str
    evidence: str
    seen: int | None

    @property
    def said(self) -> dict[str, object]:
        names = ("score", "not_applicable", "explanation", "evidence")
        return {name: getattr(self, name) for name in names}


class RowsChangedError(Exception):
    """A colleague saved these rows meanwhile: by statement the answer that stands. Nothing was saved."""

    def __init__(self, current: Mapping[int, ScanScore]) -> None:
        super().__init__("rows changed")
        self.current = dict(current)


def scan_of(round: ScanRound, municipality: Municipality | None) -> Scan | None:
    found = Scan.objects.filter(round=round, municipality=municipality).select_related("finished_by").first()
    if found is not None:
        found.round, found.municipality = round, municipality
    return found


@transaction.atomic
def made_scan(*, round: ScanRound, municipality: Municipality | None) -> Scan:
    """The scan, made when it is first needed; the round stays locked until the transaction ends."""
    ScanRound.objects.select_for_update().get(pk=round.pk)
    scan, _ = Scan.objects.get_or_create(round=round, municipality=municipality)
    scan.round, scan.municipality = round, municipality
    return scan


@transaction.atomic
def save_rows(
    *, round: ScanRound, municipality: Municipality | None, rows: Iterable[RowValues], by: User | None
) -> list[ScanScore]:
    """Save the rows, all or none; what says the same as what stands is left alone.

    Raises RowsChangedError, and ValidationError when the scan is not open or a statement is of another list.
    """
    wanted = list(rows)
    if not wanted:
        return []
    scan = made_scan(round=round, municipality=municipality)
    refuse_unless(Verb.FILL, scan)
    themes = set(round.list.themes.values_list("pk", flat=True))
    if any(row.statement.theme_id not in themes for row in wanted):
        raise ValidationError(OTHER_LIST)
    stored = {one.statement_id: one for one in scan.scores.filter(statement__in=[row.statement for row in wanted])}
    changed = [row for row in wanted if not _says_the_same(row, stored.get(row.statement.pk))]
    lost = {row.statement.pk: stored[row.statement.pk] for row in changed if _was_overtaken(row, stored)}
    if lost:
        raise RowsChangedError(lost)
    return [_save(scan, row, stored.get(row.statement.pk), by) for row in changed]


def _says_the_same(row: RowValues, stored: ScanScore | None) -> bool:
    if stored is None:
        return not any(row.said.values())
    return row.said == {name: getattr(stored, name) for name in row.said}


def _was_overtaken(row: RowValues, stored: Mapping[int, ScanScore]) -> bool:
    standing = stored.get(row.statement.pk)
    return standing is not None and standing.version != row.seen


def _save(scan: Scan, row: RowValues, stored: ScanScore | None, by: User | None) -> ScanScore:
    score = stored or ScanScore(scan=scan, statement=row.statement)
    if stored is not None:
        stored.claim(stored.version)
    for name, value in row.said.items():
        setattr(score, name, value)
    score.updated_at, score.updated_by = clock.now(), by
    score.full_clean(exclude={"scan", "statement", "updated_by"}, validate_unique=False)
    score.save()
    return score


@transaction.atomic
def finish_scan(*, scan: Scan, filled_with: str, seen: int, by: User) -> ScanVersion:
    """Close the scan and keep it as it stands, for good. Done twice it gives the version that was made.

    Raises ValidationError while statements have no answer, and EditConflictError.
    """
    locked = _locked(scan)
    if locked.finished_at is not None and (last := locked.versions.last()):
        return last
    refuse_unless(Verb.FINISH, locked)
    locked.claim(seen)
    locked.filled_with, locked.finished_at, locked.finished_by = filled_with, clock.now(), by
    content = content_of(locked)
    if content.unanswered:
        count = "1 stelling heeft" if content.unanswered == 1 else f"{content.unanswered} stellingen hebben"
        raise ValidationError(f"Nog {count} geen antwoord. Kies een score, of ‘niet van toepassing’.")
    locked.save()
    text = canonical_json(content)
    number = locked.versions.count() + 1
    made = ScanVersion.objects.create(
        scan=locked, number=number, content=text, sha256=fingerprint(text), by=by, by_name=str(by)
    )
    tell_finished(locked, number=number, by=by)
    return made


@transaction.atomic
def reopen_scan(*, scan: Scan, reason: str, seen: int) -> Scan:
    """Open a finished scan again; the next version says why. Raises ValidationError and EditConflictError."""
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf op waarom de scan opnieuw open moet."})
    locked = _locked(scan)
    refuse_unless(Verb.REOPEN, locked)
    locked.claim(seen)
    locked.finished_at = locked.finished_by = None
    locked.reason = reason
    locked.save()
    return locked


def refuse_unless(verb: Verb, scan: Scan) -> None:
    """Raises ValidationError when the scan is not at a stage that allows it."""
    stage = stage_of(scan.round, scan, on=clock.today())
    if stage not in WHEN[verb]:
        raise ValidationError(REFUSALS[stage])


def _locked(scan: Scan) -> Scan:
    locked = Scan.objects.select_for_update().get(pk=scan.pk)
    locked.round = ScanRound.objects.select_related("list", "region", "previous__list").get(pk=locked.round_id)
    return locked
