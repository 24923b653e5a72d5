"""The front page of one scan, and the page of one theme with its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from actions import disclosure
from actions.models import Action
from ghnt.documents.attaching import FileList
from ghnt.documents.words import Word
from regions.models import Municipality, Region
from regions.rights import Right, Rights
from reporting.models import ImprovementPoint, Scan, ScanRound, ScanScore, ScanVersion, Statement
from reporting.scans.files import scan_files
from reporting.scans.improving import PointLine, low_without_point, point_lines
from reporting.scans.pictures import ScorePicture, theme_pictures
from reporting.scans.reading import ListShape, ThemeShape, read_list
from reporting.scans.results import results_of_one
from reporting.scans.standing import scan_url
from reporting.scans.states import May, ScanState, is_writer, may, stage_of, state_of


@dataclass(frozen=True)
class Subject:
    """Whose scan of which round, and what the visitor may do with it now."""

    round: ScanRound
    municipality: Municipality | None
    scan: Scan | None
    may: May

    @property
    def whose(self) -> str:
        return self.municipality.name if self.municipality else f"regio {self.round.region}"

    @property
    def title(self) -> str:
        return f"{self.round.list} {self.round.reference_date.year}, {self.whose}"

    @property
    def audience(self) -> str:
        return "uw regio en haar gemeenten, niet het landelijk team"

    @property
    def version(self) -> int:
        return self.scan.version if self.scan else 0

    def url(self, verb: str = "", *args: object) -> str:
        return scan_url(self.round, self.municipality, verb, *args)

    @property
    def page_url(self) -> str:
        return self.url()

    @property
    def finish_url(self) -> str:
        return self.url("finish")

    @property
    def reopen_url(self) -> str:
        return self.url("reopen")

    @property
    def pdf_url(self) -> str:
        return self.url("pdf")

    @property
    def note_url(self) -> str:
        return self.url("point_create")


def subject_of(
    round: ScanRound, municipality: Municipality | None, scan: Scan | None, rights: Rights, *, on: date
) -> Subject:
    writes = is_writer(rights, round, municipality)
    return Subject(round, municipality, scan, may(stage_of(round, scan, on=on), writes=writes))


@dataclass(frozen=True)
class ThemeProgress:
    title: str
    filled: int
    total: int
    url: str

    @property
    def state(self) -> Word:
        if self.filled == self.total:
            return Word("Klaar", "check", "green")
        return Word("Bezig", "pencil", "blue") if self.filled else Word("Niet begonnen", "circle-dashed", "grey")


@dataclass(frozen=True)
class ShownPoint:
    """A point with the addresses of what may be done with it; "" where it may not."""

    line: PointLine
    change_url: str
    take_up_url: str
    remove_url: str


@dataclass(frozen=True)
class ScanFront:
    state: ScanState
    themes: tuple[ThemeProgress, ...]
    next_url: str  # the first theme with something to fill in
    pictures: tuple[ScorePicture, ...]
    points: tuple[ShownPoint, ...]
    low: tuple[tuple[Statement, Word], ...]
    versions: tuple[tuple[ScanVersion, str], ...]
    files: FileList

    @property
    def filled(self) -> int:
        return sum(one.filled for one in self.themes)

    @property
    def total(self) -> int:
        return sum(one.total for one in self.themes)

    @property
    def is_complete(self) -> bool:
        return 0 < self.total == self.filled


def front_of(subject: Subject, rights: Rights, *, on: date) -> ScanFront:
    """In a constant number of queries."""
    shape = read_list(subject.round.list)
    scores = scores_of(subject.scan)
    themes = tuple(_progress(subject, one, scores) for one in shape.themes)
    open_themes = [one.url for one in themes if one.filled < one.total] or [one.url for one in themes]
    state = state_of(subject.scan, sum(one.filled for one in themes))
    results = results_of_one(subject.round, subject.municipality.pk if subject.municipality else None)
    return ScanFront(
        state=state,
        themes=themes,
        next_url=open_themes[0] if open_themes else "",
        pictures=theme_pictures(results),
        points=points_of(subject, rights, on=on),
        low=tuple(_low(subject, shape, scores)),
        versions=_versions(subject),
        files=scan_files(subject.scan, subject.round, municipality=subject.municipality, may_attach=subject.may.attach),
    )


def scores_of(scan: Scan | None) -> dict[int, ScanScore]:
    if scan is None:
        return {}
    return {one.statement_id: one for one in scan.scores.select_related("updated_by")}


def is_answered(score: ScanScore | None) -> bool:
    return score is not None and (score.score is not None or score.not_applicable)


def _progress(subject: Subject, theme: ThemeShape, scores: Mapping[int, ScanScore]) -> ThemeProgress:
    filled = sum(is_answered(scores.get(one.pk)) for one in theme.statements)
    return ThemeProgress(theme.title, filled, len(theme.statements), subject.url("theme", theme.theme.key))


def _low(subject: Subject, shape: ListShape, scores: Mapping[int, ScanScore]) -> Sequence[tuple[Statement, Word]]:
    if subject.scan is None or not subject.may.improve:
        return ()
    found = low_without_point(subject.scan, len(shape.steps))
    return [(one, shape.word(scores[one.pk].score)) for one in found]


def _versions(subject: Subject) -> tuple[tuple[ScanVersion, str], ...]:
    if subject.scan is None:
        return ()
    found = subject.scan.versions.defer("content").order_by("-number")
    return tuple((one, subject.url("version", one.number)) for one in found)


def points_of(subject: Subject, rights: Rights, *, on: date) -> tuple[ShownPoint, ...]:
    if subject.scan is None:
        return ()
    found = list(with_actions(subject.scan.points.all()))
    half_year = disclosure.latest_visible_half_year(rights, subject.round.region, on=on)
    return tuple(_shown(subject, line) for line in point_lines(found, half_year))


def with_actions(points: QuerySet[ImprovementPoint]) -> QuerySet[ImprovementPoint]:
    names = ("statement", "action__node", "action__programme__region", "local_action__municipality")
    return points.select_related("scan__round__list", "scan__round__region", "scan__municipality", *names)


def _shown(subject: Subject, line: PointLine) -> ShownPoint:
    writes, pk = subject.may.improve, line.point.pk
    return ShownPoint(
        line,
        change_url=subject.url("point_update", pk) if writes else "",
        take_up_url=subject.url("point_take_up", pk) if writes and line.is_open else "",
        remove_url=subject.url("point_remove", pk) if writes and line.is_open else "",
    )


def round_points(round: ScanRound, rights: Rights, *, on: date) -> list[PointLine]:
    """Of all scans of a round, for who reads inside the region. Two queries."""
    found = ImprovementPoint.objects.filter(scan__round=round).order_by("scan__municipality__name", "pk")
    half_year = disclosure.latest_visible_half_year(rights, round.region, on=on)
    return point_lines(list(with_actions(found)), half_year)


def may_make_regional(rights: Rights, region: Region) -> bool:
    return rights.may(Right.WRITE_ACTIONS, region)


def points_by_action(action: Action) -> list[ImprovementPoint]:
    """What an action takes up."""
    return list(with_actions(ImprovementPoint.objects.filter(action=action)))
