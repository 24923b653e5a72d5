"""The overview of one region: what it has, how its actions go, which decisions run, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from actions.disclosure import is_outside, latest_visible_half_year
from actions.figures import NodeCounts, TroubledAction, not_on_course, state_counts
from actions.models import Assessment
from ghnt.periods import HalfYear
from ghnt.site.bottlenecks_waiting import WaitingElsewhere, waiting_elsewhere
from ghnt.site.remarks_waiting import OpenRemarks, open_remarks_of
from ghnt.ui import charts
from programmes import municipal_acts
from programmes.models import Meeting, ProgrammeVersion, Proposal, RegionalProgramme
from programmes.models.proposals import ProposalQuerySet
from programmes.route import Route, route_of, with_route
from regions.models import CentreMunicipality, Municipality, Post, Region
from regions.posts import leader_of
from regions.rights import Right, Rights
from reporting.due import due_for
from reporting.indicators.access import may_fill_in_any
from reporting.indicators.due import Lacking, lacking_in
from reporting.models import Report, ReportRound
from reporting.rounds import open_round
from reporting.states import Mark, ReportState, marks_beside, state_of, with_events

FEW = 5
NOT_FILLED_IN = "Nog niet ingevuld"
NONE_RUNNING = "geen lopende acties"
LABELS: dict[str | None, str] = {**{str(one): str(one.label) for one in Assessment}, None: NOT_FILLED_IN}


@dataclass(frozen=True)
class ReportLine:
    """The report of the open round: its state, what stands beside it, and by when."""

    round: ReportRound
    state: ReportState
    marks: tuple[Mark, ...]
    due: date


@dataclass(frozen=True)
class RunningProposal:
    proposal: Proposal
    route: Route


@dataclass(frozen=True)
class Legend:
    mark: SafeString
    label: str


@dataclass(frozen=True)
class ActionPicture:
    """How the actions go: a row a top node, the drawing and its twin."""

    half_year: HalfYear
    rows: tuple[NodeCounts, ...]
    drawing: SafeString
    legend: tuple[Legend, ...]
    table: charts.ChartTable
    troubled: tuple[TroubledAction, ...]


@dataclass(frozen=True)
class Adoptions:
    """The version that the overview speaks of, and how far the municipalities are with it."""

    version: ProgrammeVersion
    acts: municipal_acts.ActsSummary


@dataclass(frozen=True)
class Overview:
    programme: RegionalProgramme | None
    adoptions: Adoptions | None
    municipalities: tuple[Municipality, ...]
    centres: tuple[Municipality, ...]
    leader: Post | None
    report: ReportLine | None
    actions: ActionPicture | None
    proposals: tuple[RunningProposal, ...]
    meetings: tuple[Meeting, ...]
    remarks: OpenRemarks | None
    bottlenecks: WaitingElsewhere | None
    figures: tuple[Lacking, ...]  # own figures that the last period still lacks
    may_write: bool

    @property
    def others(self) -> tuple[Municipality, ...]:
        """The municipalities that are no centre municipality."""
        return tuple(one for one in self.municipalities if one not in self.centres)


def overview_of(region: Region, rights: Rights, *, on: date) -> Overview:
    """Everything the overview page says, limited to what these rights may read, in a constant number of queries."""
    programme = RegionalProgramme.objects.running(region, on)
    centres = CentreMunicipality.objects.valid(on).filter(region=region).select_related("municipality")
    return Overview(
        programme=programme,
        adoptions=_adoptions(programme),
        municipalities=tuple(Municipality.objects.in_region(region, on=on)),
        centres=tuple(centre.municipality for centre in centres),
        leader=leader_of(region, on),
        report=_report(region, on),
        actions=_actions(region, programme, rights, on),
        proposals=_running(Proposal.objects.visible_to(rights, region)),
        meetings=tuple(Meeting.objects.visible_to(rights, region).coming(on).select_related("body")[:3]),
        remarks=open_remarks_of(region, rights),
        bottlenecks=waiting_elsewhere(region, rights, on=on),
        figures=tuple(lacking_in(region, on=on)) if may_fill_in_any(rights, region, on=on) else (),
        may_write=rights.may(Right.WRITE_PROGRAMME, region),
    )


def _adoptions(programme: RegionalProgramme | None) -> Adoptions | None:
    version = municipal_acts.version_to_tell(programme) if programme else None
    return Adoptions(version, municipal_acts.summary(version)) if version else None


def _report(region: Region, on: date) -> ReportLine | None:
    round_ = open_round(on, region)
    if round_ is None:
        return None
    report = with_events(Report.objects.filter(region=region, round=round_)).first()
    due = due_for(round_, region)
    return ReportLine(round_, state_of(report), marks_beside(report, due, on), due)


def _actions(region: Region, programme: RegionalProgramme | None, rights: Rights, on: date) -> ActionPicture | None:
    half_year = latest_visible_half_year(rights, region, on=on)
    if programme is None or half_year is None:
        return None
    outside = is_outside(rights, region)
    rows = state_counts(programme, half_year, outside=outside)
    bars = [_bar(row) for row in rows]
    title = " ".join(f"{row.code} {row.title}: {row.sentence}" for row in rows)
    return ActionPicture(
        half_year=half_year,
        rows=rows,
        drawing=charts.page_bars(bars, title=title),
        legend=tuple(
            Legend(charts.legend_mark(paint), LABELS[code]) for code, paint in charts.ASSESSMENT_PAINT.items()
        ),
        table=charts.bars_table(bars, caption="Acties naar koers"),
        troubled=not_on_course(programme, half_year, FEW, outside=outside),
    )


def _bar(row: NodeCounts) -> charts.BarRow:
    counts = {assessment.value if assessment else None: number for assessment, number in row.assessed}
    segments = charts.segments(counts, LABELS, charts.ASSESSMENT_PAINT)
    return charts.BarRow(f"{row.code} {row.title}, {row.finished} van {row.total} afgerond", segments, NONE_RUNNING)


def _running(proposals: ProposalQuerySet) -> tuple[RunningProposal, ...]:
    found = with_route(proposals.running().in_reading_order())[:FEW]
    return tuple(RunningProposal(proposal, route_of(proposal)) for proposal in found)
