"""Learning over the whole country: circles, offers that wait, blocks with who is ahead on them; and its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from actions.learning.circles import told_circles
from actions.learning.finished import SubjectGroup, finished_actions, overview, told
from actions.learning.front_runners import DECIDES, ClaimLine, claim_lines, visible_claims, waiting
from actions.learning.meetings import without_yields
from actions.learning.region_page import CircleLine, circle_lines
from actions.models import CircleMeeting, FrontRunnerState, LearningCircle, Lesson, Research
from ghnt.accounts.models import User
from ghnt.documents.workbook import Sheet
from ghnt.ui.removing import RemovableQuerySet
from programmes.catalogue import edition_in_force, titles
from regions.rights import Rights


@dataclass(frozen=True)
class BinLine:
    kind: str
    label: str
    pk: int
    name: str
    removed_at: datetime
    removed_by: User | None


@dataclass(frozen=True)
class NationalLearning:
    circles: tuple[CircleLine, ...]
    waiting: tuple[ClaimLine, ...]
    front_runners: tuple[ClaimLine, ...]
    blocks: tuple[SubjectGroup, ...]
    edition: str
    open_yields: tuple[CircleMeeting, ...]
    binned: tuple[BinLine, ...]
    may_write: bool

    @property
    def sentence(self) -> str:
        lines = [line for group in self.blocks for line in group.lines]
        ahead = sum(line.front_runner is not None for line in lines)
        done = sum(bool(line.finished) for line in lines)
        return (
            f"{_counted(len(self.circles), 'leerkring', 'leerkringen')}. {ahead} van {len(lines)} bouwstenen "
            f"{'heeft' if ahead == 1 else 'hebben'} een voorloper; bij {done} is in een of meer regio’s iets afgerond."
        )


BINNED = {
    "leerkring": ("Leerkring", LearningCircle, "pk"),
    "leerpunt": ("Leerpunt", Lesson, "region"),
    "onderzoek": ("Onderzoek", Research, "owner"),
}


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def national_learning(rights: Rights, *, on: date) -> NationalLearning:
    """A constant number of queries."""
    may_write = DECIDES in rights.national
    seen = overview(rights, words="", on=on)
    edition = edition_in_force(on=on)
    names = titles(edition).blocks if edition else {}
    confirmed = visible_claims(rights).filter(state=FrontRunnerState.CONFIRMED)
    return NationalLearning(
        circles=circle_lines(told_circles(rights), on=on),
        waiting=claim_lines(waiting() if may_write else (), names, rights),
        front_runners=claim_lines(confirmed, names, rights),
        blocks=seen.blocks,
        edition=seen.edition,
        open_yields=tuple(without_yields(on)) if may_write else (),
        binned=tuple(_binned()) if may_write else (),
        may_write=may_write,
    )


def in_bin(kind: str) -> RemovableQuerySet | None:
    """What the national team threw away of a kind and may take back; None for an unknown kind."""
    if kind not in BINNED:
        return None
    _label, model, whose = BINNED[kind]
    rows = model.objects.in_bin()  # type: ignore[attr-defined]
    return rows if whose == "pk" else rows.filter(**{f"{whose}__isnull": True})


def _binned() -> Iterator[BinLine]:
    for kind, (label, _model, _whose) in BINNED.items():
        binned = in_bin(kind)
        for one in binned.select_related("removed_by") if binned is not None else ():
            yield BinLine(kind, label, one.pk, str(one), one.removed_at, one.removed_by)


def sheets(rights: Rights, *, on: date) -> tuple[Sheet, ...]:
    """Blocks, circles with their meetings, finished actions and lessons, as the pages tell them."""
    seen = national_learning(rights, on=on)
    return (
        Sheet(
            "Bouwstenen",
            (("Actielijn", 30), ("Bouwsteen", 50), ("Voorloper", 30), ("Leerpunten", 12), ("Afgerond", 12)),
            _block_rows(seen),
        ),
        Sheet(
            "Leerkringen",
            (("Leerkring", 40), ("Regio’s", 60), ("Bijeenkomst", 40), ("Datum", 14), ("Stand", 16), ("Opbrengst", 70)),
            _circle_rows(seen),
        ),
        Sheet(
            "Afgeronde acties",
            (("Actie", 60), ("Onderdeel", 40), ("Regio", 30), ("Fase", 14), ("Gemeld over", 20), ("Contact", 40)),
            _finished_rows(rights, on),
        ),
        Sheet(
            "Leerpunten",
            (("Leerpunt", 60), ("Van", 30), ("Gedeeld met", 24), ("Wat is er geleerd", 80), ("Datum", 14)),
            _lesson_rows(rights),
        ),
    )


def _block_rows(seen: NationalLearning) -> Iterator[tuple[str | int, ...]]:
    for group in seen.blocks:
        for line in group.lines:
            ahead = line.front_runner.region.name if line.front_runner else ""
            yield group.title, str(line.entry), ahead, line.lessons, line.finished


def _circle_rows(seen: NationalLearning) -> Iterator[tuple[str | date | None, ...]]:
    for line in seen.circles:
        regions = ", ".join(region.name for region in line.regions)
        meetings = list(line.circle.meetings.all())
        for one in meetings:
            yield line.circle.name, regions, one.subject, one.date, one.get_state_display(), one.yields
        if not meetings:
            yield line.circle.name, regions, "", None, "", ""


def _finished_rows(rights: Rights, on: date) -> Iterator[tuple[str, ...]]:
    for one in told(finished_actions(on), rights, on):
        contact = ", ".join(filter(None, (one.contact, one.email)))
        yield one.title, one.node, one.region, str(one.phase.label), one.half_year.label, contact


def _lesson_rows(rights: Rights) -> Iterator[tuple[str | date | None, ...]]:
    for one in Lesson.objects.visible_to(rights).select_related("region"):
        whose = one.region.name if one.region else "Landelijk team"
        yield one.title, whose, str(one.sharing_badge.label), one.text, one.learned_on
