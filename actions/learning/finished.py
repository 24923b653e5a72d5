"""Who has finished this already? Per block and measure what other regions did, who is ahead, what was learned.

Across regions only a finished action's title, onderdeel and region are told, with the project leader to ask: no
texts, no trekker. An action counts as finished from the moment that its region's report about it was submitted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from actions.coverage import Covered, covered
from actions.learning import front_runners
from actions.learning.research import visible_research
from actions.models import Action, ActionUpdate, DisclosedHalfYear, FrontRunner, Lesson, Phase, Research
from ghnt.periods import HalfYear
from programmes.catalogue import CatalogueTitles, EntryTitle, edition_in_force, titles
from programmes.coverage import Subject
from programmes.models import RegionalProgramme
from regions.models import Post
from regions.models.people import PostKind
from regions.rights import Right, Rights

DONE = (Phase.FINISHED, Phase.EMBEDDED)
SOME = 20  # of each kind on the page of one block; the lists have all


@dataclass(frozen=True)
class FinishedAction:
    title: str
    node: str
    region: str
    phase: Phase
    half_year: HalfYear
    contact: str
    email: str
    url: str  # "" for who may not read the region


@dataclass(frozen=True)
class SubjectLine:
    """A block or measure in the overview, with how much there is to find."""

    subject: Subject
    entry: EntryTitle
    finished: int
    lessons: int
    research: int
    front_runner: FrontRunner | None

    @property
    def words(self) -> str:
        """ "3 acties afgerond, 2 leerpunten"."""
        parts = (
            (self.finished, "actie afgerond", "acties afgerond"),
            (self.lessons, "leerpunt", "leerpunten"),
            (self.research, "onderzoek", "onderzoeken"),
        )
        told = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in parts if count)
        return told or "Nog niets gemeld"

    @property
    def has_any(self) -> bool:
        return bool(self.finished or self.lessons or self.research or self.front_runner)


@dataclass(frozen=True)
class SubjectGroup:
    title: str
    lines: tuple[SubjectLine, ...]


@dataclass(frozen=True)
class Overview:
    edition: str
    blocks: tuple[SubjectGroup, ...]
    measures: tuple[SubjectGroup, ...]
    found: QuerySet[Action]  # what matches the words; all finished actions without words

    @property
    def is_empty(self) -> bool:
        return not (self.blocks or self.measures)


@dataclass(frozen=True)
class SubjectPage:
    """All there is to find about one block or measure."""

    subject: Subject
    entry: EntryTitle
    above: EntryTitle | None  # the block of a measure
    edition: str
    front_runner: FrontRunner | None
    finished: tuple[FinishedAction, ...]
    lessons: tuple[Lesson, ...]
    research: tuple[Research, ...]


def finished_actions(on: date) -> QuerySet[Action]:
    """The finished and embedded actions of all regions as they disclosed them, each in the region that leads it."""
    submitted = DisclosedHalfYear.objects.filter(
        region=OuterRef("action__programme__region"),
        half_year__gte=OuterRef("half_year"),
        half_year__lte=HalfYear.of(on),
    )
    told = ActionUpdate.objects.filter(Exists(submitted), action=OuterRef("pk")).order_by("-half_year")
    actions = Action.objects.present().own().filter(archived_at__isnull=True, node__removed_at__isnull=True)
    found = actions.annotate(
        told_phase=Subquery(told.values("phase")[:1]), told_in=Subquery(told.values("half_year")[:1])
    ).filter(told_phase__in=DONE)
    return found.select_related("node", "programme__region").order_by("-told_in", "programme__region__name", "pk")


def told(actions: Iterable[Action], rights: Rights, on: date) -> tuple[FinishedAction, ...]:
    """What everybody may know of them; one query more."""
    wanted = list(actions)
    leaders = _leaders({action.programme.region_id for action in wanted}, on)
    return tuple(_told(action, leaders.get(action.programme.region_id), rights) for action in wanted)


def _told(action: Any, leader: Post | None, rights: Rights) -> FinishedAction:
    region = action.programme.region
    return FinishedAction(
        title=action.title,
        node=str(action.node),
        region=region.name,
        phase=Phase(action.told_phase),
        half_year=action.told_in,
        contact=leader.person if leader else "",
        email=leader.email if leader else "",
        url=action.url_in(region.slug) if rights.may(Right.READ_REGION, region) else "",
    )


def _leaders(regions: set[int], on: date) -> dict[int, Post]:
    """The project leader of each region on the date; who replaces one when there is none."""
    kinds = (PostKind.REPLACEMENT, PostKind.STARTER, PostKind.LEADER)  # the last one found wins
    posts = Post.objects.valid(on).filter(region__in=regions, kind__in=kinds)
    ranked = sorted(posts, key=lambda one: kinds.index(PostKind(one.kind)))
    return {one.region_id: one for one in ranked if one.region_id is not None}


def overview(rights: Rights, *, words: str, on: date) -> Overview:
    """Every block and measure of the edition in force; with words those they match. Constant number of queries."""
    edition = edition_in_force(on=on)
    found = finished_actions(on)
    for word in words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(node__title__icontains=word))
    if edition is None:
        return Overview("", (), (), found)
    names, finished = titles(edition), frozenset(finished_actions(on).values_list("pk", flat=True))
    counting = _Counting(names, finished, rights)
    return Overview(
        edition.name,
        counting.groups(Subject.BLOCKS, names.block_groups(), words),
        counting.groups(Subject.MEASURES, names.measure_groups(), words),
        found,
    )


class _Counting:
    """How much there is per block and measure."""

    def __init__(self, names: CatalogueTitles, finished: frozenset[int], rights: Rights) -> None:
        self.finished = finished
        programmes = list(RegionalProgramme.objects.filter(programme=names.edition.programme_id))
        self.covered = {one: _together(covered(one, programmes, names.edition).values()) for one in Subject}
        self.front_runners = front_runners.present()
        lessons = Lesson.blocks.through.objects.filter(
            lesson__in=Lesson.objects.visible_to(rights).order_by().values("pk")
        )
        research = Research.blocks.through.objects.filter(research__in=visible_research(rights).order_by().values("pk"))
        self.lessons, self.research = _per_block(lessons), _per_block(research)

    def groups(
        self, subject: Subject, groups: list[tuple[str, list[EntryTitle]]], words: str
    ) -> tuple[SubjectGroup, ...]:
        wanted = words.casefold().split()[:8]
        named = [
            (title, [entry for entry in entries if all(word in str(entry).casefold() for word in wanted)])
            for title, entries in groups
        ]
        return tuple(
            SubjectGroup(title, tuple(self._line(subject, entry) for entry in entries))
            for title, entries in named
            if entries
        )

    def _line(self, subject: Subject, entry: EntryTitle) -> SubjectLine:
        of_blocks = subject is Subject.BLOCKS
        return SubjectLine(
            subject,
            entry,
            len(self.finished & self.covered[subject].get(entry.pk, set())),
            self.lessons.get(entry.pk, 0) if of_blocks else 0,
            self.research.get(entry.pk, 0) if of_blocks else 0,
            self.front_runners.get(entry.pk) if of_blocks else None,
        )


def _together(programmes: Iterable[Covered]) -> dict[int, set[int]]:
    """The actions of all regions by block or measure."""
    found: dict[int, set[int]] = {}
    for one in programmes:
        for pk, actions in one.actions.items():
            found.setdefault(pk, set()).update(actions)
    return found


def _per_block(pairs: QuerySet[Any]) -> dict[int, int]:
    return dict(pairs.order_by().values_list("buildingblock").annotate(Count("pk")))


def subject_page(rights: Rights, subject: Subject, pk: int, *, on: date) -> SubjectPage | None:
    """Everything about one block or measure; None when the catalogue does not know it."""
    edition = edition_in_force(on=on)
    names = titles(edition) if edition else None
    entry = subject.entries(names).get(pk) if names else None
    if edition is None or names is None or entry is None:
        return None
    programmes = list(RegionalProgramme.objects.filter(programme=edition.programme_id))
    actions = _together(covered(subject, programmes, edition).values()).get(pk, set())
    finished = told(finished_actions(on).filter(pk__in=actions), rights, on)
    if subject is Subject.MEASURES:
        return SubjectPage(subject, entry, _block_of(names, pk), edition.name, None, finished, (), ())
    lessons = Lesson.objects.visible_to(rights).filter(blocks=pk).select_related("region")[:SOME]
    research = visible_research(rights).filter(blocks=pk)[:SOME]
    front = front_runners.present([pk]).get(pk)
    return SubjectPage(subject, entry, None, edition.name, front, finished, tuple(lessons), tuple(research))


def _block_of(names: CatalogueTitles, measure: int) -> EntryTitle | None:
    found = names.edition.entries.filter(measure=measure, parent__block__isnull=False)
    block = found.values_list("parent__block", flat=True).first()
    return names.blocks.get(block) if block else None
