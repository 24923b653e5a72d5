"""How a difference is told: in groups, a thing at a time, each change a sentence with the region's own reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ghnt.documents.words import listed
from ghnt.periods import HalfYear
from reporting.chapter_keys import DECISIONS
from reporting.content import Change, Difference, ReportContent
from reporting.difference.kinds import ChangeKind
from reporting.difference.sentences import sentence_of
from reporting.difference.things import Subject
from reporting.models import Place
from reporting.shifts import Shift, shifts_by_kind
from reporting.spoken.derived import derived_chapters

LONGEST_REASON = 600  # characters


@dataclass(frozen=True)
class Telling:
    sentence: str
    because: str

    @property
    def opening(self) -> str:
        """The sentence, leading over to the reason where there is one: "…, want:"."""
        return f"{self.sentence.removesuffix('.')}, want:" if self.because else self.sentence


@dataclass(frozen=True)
class Told:
    """One thing and what became of it; `anchor` is the chapter of the report that tells more."""

    number: str
    title: str
    tellings: tuple[Telling, ...]
    anchor: str = ""


@dataclass(frozen=True)
class ToldGroup:
    title: str
    icon: str
    things: tuple[Told, ...]


@dataclass(frozen=True)
class ToldDifference:
    """`beside` says with what the report was compared, "" when that is not known."""

    beside: str
    groups: tuple[ToldGroup, ...]
    is_first: bool = False


def told_difference(content: ReportContent) -> ToldDifference:
    """What a report itself tells of the difference with the half year before.

    A report of an older schema tells what its actions said themselves of the half year before.
    """
    if content.difference is None:
        groups = tuple(
            ToldGroup(kind.label, kind.icon, tuple(map(_told_shift, shifts)))
            for kind, shifts in shifts_by_kind(content)
        )
        return ToldDifference("", groups, is_first=content.schema >= 3)
    told = _groups(content.difference.changes, _anchors(content))
    return ToldDifference(beside_words(content.difference), tuple(told))


def _anchors(content: ReportContent) -> set[str]:
    """The chapters that the report has, to refer to."""
    written = {head.key for head in content.chapters if head.place in (Place.FIRST, Place.LAST)}
    derived = {one.anchor for one in derived_chapters(content)}
    return written | {line.key for line in content.lines} | derived | {DECISIONS}


def beside_words(difference: Difference) -> str:
    """ "versie 2 over het 2e halfjaar 2020" """
    return f"versie {difference.version} over het {HalfYear.parse(difference.half_year).label}"


def told_groups(changes: Iterable[Change]) -> tuple[tuple[ChangeKind, tuple[Told, ...]], ...]:
    """Every change by kind, a thing at a time; texts too. Kinds without a change are left out."""
    by_kind: dict[str, list[Change]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, []).append(change)
    return tuple((kind, tuple(told_things(by_kind[kind]))) for kind in ChangeKind if kind in by_kind)


def told_things(changes: Iterable[Change]) -> Iterator[Told]:
    """The things of one kind, in order; what has nothing to say is left out."""
    for _thing, group in groupby(changes, key=lambda change: (change.subject, change.key)):
        found = list(group)
        tellings = tuple(Telling(words, change.because) for change in found if (words := sentence_of(change)))
        if found[0].subject == Subject.FIGURE:
            tellings = _in_one_sentence(tellings)
        if tellings:
            yield Told(found[0].number, found[0].title, _reason_once(tellings), found[0].chapter)


def _told_shift(shift: Shift) -> Told:
    return Told(shift.number, shift.title, (Telling(shift.sentence, shift.because),))


def _groups(changes: tuple[Change, ...], anchors: set[str]) -> Iterator[ToldGroup]:
    texts = [change for change in changes if change.kind == ChangeKind.TEXTS]
    shown = dict(told_groups(change for change in changes if change.kind != ChangeKind.TEXTS))
    if texts:
        shown[ChangeKind.TEXTS] = tuple(_chapters_with_texts(texts))
    for kind in ChangeKind:
        if things := shown.get(kind):
            refers = anchors if kind == ChangeKind.TEXTS else set()
            yield ToldGroup(kind.label, kind.icon, tuple(_within(one, refers) for one in things))


def _within(told: Told, anchors: set[str]) -> Told:
    """As it stands in the report itself: a reference only to what is there, of a long reason the beginning."""
    tellings = tuple(replace(one, because=_beginning(one.because)) for one in told.tellings)
    return replace(told, tellings=tellings, anchor=told.anchor if told.anchor in anchors else "")


def _beginning(reason: str) -> str:
    """The whole of it stands with the action."""
    return reason if len(reason) <= LONGEST_REASON else reason[:LONGEST_REASON].rsplit(maxsplit=1)[0] + " […]"


def _chapters_with_texts(texts: list[Change]) -> Iterator[Told]:
    """A line a chapter: how many texts are otherwise, and of which actions."""
    by_chapter: dict[str, list[Change]] = {}
    for change in texts:
        by_chapter.setdefault(change.chapter, []).append(change)
    for anchor, changes in by_chapter.items():
        numbers = list(dict.fromkeys(change.number for change in changes if change.number))
        count = "1 tekst is" if len(changes) == 1 else f"{len(changes)} teksten zijn"
        where = f", bij {'actie' if len(numbers) == 1 else 'acties'} {listed(tuple(numbers))}" if numbers else ""
        yield Told("", changes[0].chapter_title, (Telling(f"{count} anders{where}.", ""),), anchor)


def _in_one_sentence(tellings: tuple[Telling, ...]) -> tuple[Telling, ...]:
    """Op koers van 20 naar 26, aandacht van 5 naar 7."""
    parts = [telling.sentence.removesuffix(".") for telling in tellings]
    told = ", ".join([*parts[:1], *(part[0].lower() + part[1:] for part in parts[1:])])
    return (Telling(f"{told}.", ""),)


def _reason_once(tellings: tuple[Telling, ...]) -> tuple[Telling, ...]:
    """A reason that is the same for several changes is given with the last of them."""
    later = [{other.because for other in tellings[at + 1 :]} for at in range(len(tellings))]
    return tuple(
        Telling(one.sentence, "" if one.because in seen else one.because)
        for one, seen in zip(tellings, later, strict=True)
    )
