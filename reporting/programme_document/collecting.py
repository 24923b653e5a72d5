"""Gathers what a region's programme says, from live data into frozen content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch

from actions.disclosure import last_disclosed
from actions.models import Action, ActionCost, ActionFile, ActionMunicipality, Participation
from ghnt import clock
from ghnt.documents.attachments import Attachment
from ghnt.periods import HalfYear
from programmes.catalogue import EntryTitle
from programmes.chapters import chapters_of
from programmes.models import (
    BlockStance,
    Consultation,
    Goal,
    MeasureStance,
    OutlineNode,
    Part,
    PolicyFrame,
    ProgrammeFile,
    RegionalProgramme,
)
from programmes.models.goals import StanceRow
from reporting.content import NationalBlock
from reporting.national import NationalWords, words_on
from reporting.programme_document.content import (
    SCHEMA,
    Chapter,
    ConsultationItem,
    CostItem,
    FileItem,
    FrameItem,
    GoalItem,
    MilestoneItem,
    Node,
    PartnerItem,
    PlannedAction,
    ProgrammeContent,
    ProgrammeFacts,
    StanceItem,
    TakingPart,
)
from reporting.region_facts import region_facts, tiles


def collect_programme(programme: RegionalProgramme) -> ProgrammeContent:
    """The content of the programme as it stands now. Constant number of queries."""
    today = clock.today()
    words = words_on(programme.programme, today)
    half_year = last_disclosed(programme.region, on=today)
    goals = _goals(programme)
    return ProgrammeContent(
        schema=SCHEMA,
        region=region_facts(programme.region, today),
        tiles=tiles(today),
        facts=_facts(programme, words, half_year),
        chapters=tuple(_chapters(programme)),
        goals=tuple(goals.get(None, ())),
        nodes=_nodes(programme, words, goals, half_year),
        blocks=_block_stances(programme, words),
        measures=_measure_stances(programme, words),
        consultations=tuple(map(_consultation, Consultation.objects.filter(programme=programme))),
        frames=tuple(map(_frame, PolicyFrame.objects.filter(programme=programme))),
        files=tuple(_files(ProgrammeFile.objects.present().filter(programme=programme))),
    )


def _facts(programme: RegionalProgramme, words: NationalWords, half_year: HalfYear | None) -> ProgrammeFacts:
    return ProgrammeFacts(
        title=programme.title,
        national=programme.programme.name,
        edition=words.edition_name,
        phases_of=str(half_year or ""),
        valid_from=programme.valid_from.isoformat(),
        valid_to=_iso(programme.valid_to),
        predecessor=programme.predecessor.title if programme.predecessor else "",
    )


def _chapters(programme: RegionalProgramme) -> Iterator[Chapter]:
    """Both parts in the region's order; what nobody wrote is not there."""
    for part in Part:
        for line in chapters_of(programme, part):
            if line.chapter.text.strip():
                key = line.chapter.key or f"eigen-{line.chapter.pk}"
                yield Chapter(key, part.value, line.chapter.title, line.chapter.text)


def _goals(programme: RegionalProgramme) -> dict[int | None, list[GoalItem]]:
    found: dict[int | None, list[GoalItem]] = {}
    for goal in Goal.objects.filter(programme=programme):
        item = GoalItem(str(goal.pk), goal.statement, goal.measure, goal.target, _iso(goal.due))
        found.setdefault(goal.node_id, []).append(item)
    return found


def _nodes(
    programme: RegionalProgramme,
    words: NationalWords,
    goals: dict[int | None, list[GoalItem]],
    half_year: HalfYear | None,
) -> tuple[Node, ...]:
    actions: dict[int, list[Action]] = {}
    for action in _actions(programme, half_year):
        actions.setdefault(action.node_id, []).append(action)
    return tuple(
        Node(
            key=str(node.pk),
            parent=str(node.parent_id or ""),
            depth=len(node.tree_path) - 1,
            level_name=programme.level_name(len(node.tree_path) - 1),
            code=node.code,
            title=node.title,
            text=node.text,
            blocks=tuple(_named(words.block(block)) for block in node.blocks.all()),
            goals=tuple(goals.get(node.pk, ())),
            actions=tuple(_action(action, node, words) for action in actions.get(node.pk, ())),
        )
        for node in OutlineNode.objects.of(programme).prefetch_related("blocks")
    )


def _actions(programme: RegionalProgramme, half_year: HalfYear | None) -> Iterable[Action]:
    taking_part = ActionMunicipality.objects.filter(takes_part__in=(Participation.YES, Participation.LATER))
    return (
        Action.objects.in_programme(programme)
        .with_state(half_year, outside=True)  # adopted, it is read by every region
        .select_related("puller", "owner", "shared_from__programme__region")
        .prefetch_related(
            "measures",
            "blocks",
            "partners__organisation",
            "milestones",
            "costs",
            Prefetch("municipal_rows", taking_part.select_related("municipality")),
            Prefetch("files", ActionFile.objects.present()),
        )
        .order_by("number", "pk")
    )


def _action(action: Action, node: OutlineNode, words: NationalWords) -> PlannedAction:
    return PlannedAction(
        key=str(action.pk),
        number=f"{node.code}.{action.number}",
        own_number=action.number,
        title=action.title,
        description=action.description,
        expected_result=action.expected_result,
        puller=action.puller.name if action.puller else "",
        owner=action.owner.name if action.owner else "",
        priority=action.priority,
        phase=action.phase or "",  # type: ignore[attr-defined]
        start=_iso(action.start),
        end=_iso(action.end),
        shared_by=action.shared_from.programme.region.name if action.shared_from else "",
        partners=tuple(PartnerItem(one.organisation.name, one.responsible_for) for one in action.partners.all()),
        milestones=tuple(
            MilestoneItem(one.title, _iso(one.due), one.state, _iso(one.reached_on)) for one in action.milestones.all()
        ),
        costs=tuple(map(_cost, action.costs.all())),
        blocks=tuple(_named(words.block(block)) for block in action.blocks.all()),
        measures=tuple(words.measure(measure) for measure in action.measures.all()),
        municipalities=tuple(
            TakingPart(row.municipality.name, row.takes_part, _iso(row.since)) for row in action.municipal_rows.all()
        ),
        files=tuple(_files(action.files.all())),
    )


def _cost(cost: ActionCost) -> CostItem:
    amount = None if cost.amount is None else f"{cost.amount:.2f}"
    return CostItem(cost.year, amount, cost.cover, cost.is_provisional)


def _block_stances(programme: RegionalProgramme, words: NationalWords) -> tuple[StanceItem, ...]:
    """Every block of the edition in force, and blocks of older editions that the region answered."""
    given = {row.block_id: row for row in BlockStance.objects.filter(programme=programme)}
    return _stances(given, words.titles.blocks if words.titles else {}, words)


def _measure_stances(programme: RegionalProgramme, words: NationalWords) -> tuple[StanceItem, ...]:
    """The measures that the region answered."""
    given = {row.measure_id: row for row in MeasureStance.objects.filter(programme=programme)}
    known = words.titles.measures if words.titles else {}
    return _stances(given, {pk: title for pk, title in known.items() if pk in given}, words)


def _stances(
    given: dict[int, BlockStance] | dict[int, MeasureStance], known: dict[int, EntryTitle], words: NationalWords
) -> tuple[StanceItem, ...]:
    lines = words.titles.lines if words.titles else {}
    edition = words.titles.edition.code if words.titles else ""
    rows: dict[int, StanceRow] = dict(given)
    return tuple(
        StanceItem(
            key=str(pk),
            name=str(title),
            line=str(lines[title.line]) if title.line in lines else "",
            stance=rows[pk].stance if pk in rows else "",
            reason=rows[pk].reason if pk in rows else "",
        )
        for pk, title in known.items()
        if pk in rows or title.edition == edition
    )


def _consultation(one: Consultation) -> ConsultationItem:
    return ConsultationItem(str(one.pk), one.heard, _iso(one.date), one.way, one.said, one.outcome)


def _frame(one: PolicyFrame) -> FrameItem:
    return FrameItem(str(one.pk), one.title, one.owner, _iso(one.valid_to), one.note)


def _files(files: Iterable[Attachment]) -> Iterator[FileItem]:
    return (FileItem(str(one.pk), one.title, _iso(one.date)) for one in files)


def _named(block: NationalBlock) -> str:
    return f"{block.code} {block.title}".strip()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
