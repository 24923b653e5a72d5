"""Which sealed report of a region another one is compared with, and what became of its actions since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from actions.models import Action
from programmes.models import OutlineNode
from regions.models import Region
from reporting.chapter_keys import line_key, node_of
from reporting.content import Difference, LineChapter, ReportContent, read_content
from reporting.difference.comparing import difference, without_texts
from reporting.models import EventKind, ReportEvent, ReportRound, ReportVersion, RoundKind, RoundScope

MOST_STEPS = 5  # back from copy to original; every programme of four years is one


def difference_for(region: Region, round: ReportRound, content: ReportContent) -> Difference | None:
    """The difference as it is sealed within the content; None when there is nothing to compare it with.

    Beside it stands the last earlier half year of which the region handed something in, whatever the programme then:
    a regular round, or else a report of its own. Of that report the accepted version counts, else the latest that was
    not taken back. Of an extra round, and of one about chosen themes, nothing is compared.
    """
    previous = previous_version(region, round)
    return without_texts(compare(previous, content)) if previous else None


def previous_version(region: Region, round: ReportRound) -> ReportVersion | None:
    """With its report and round."""
    if not is_compared(round):
        return None
    return (
        earlier_versions(region, round, counting_versions())
        .filter(report__round__half_year__lt=round.half_year)
        .first()
    )


def earlier_versions(
    region: Region, round: ReportRound, versions: QuerySet[ReportVersion], *, before: int | None = None
) -> QuerySet[ReportVersion]:
    """Those of the region about an earlier half year, and of this round: below the number `before`, or all of them."""
    same = Q(report__round=round) if before is None else Q(report__round=round, number__lt=before)
    return versions.filter(Q(report__round__half_year__lt=round.half_year) | same, report__region=region)


def is_compared(round: ReportRound) -> bool:
    return round.kind != RoundKind.EXTRA and round.scope == RoundScope.FULL


def counting_versions(among: QuerySet[ReportVersion] | None = None) -> QuerySet[ReportVersion]:
    """Handed in and not taken back, in full rounds: newest half year first, per half year the one that counts first.

    `among`: as far as somebody may read them.
    """
    full = Q(report__round__scope=RoundScope.FULL) & ~Q(report__round__kind=RoundKind.EXTRA)
    own_last = Case(When(report__round__kind=RoundKind.OWN, then=Value(1)), default=Value(0))
    versions = ReportVersion.objects.all() if among is None else among
    versions = versions.filter(full).exclude(_has(EventKind.WITHDRAWN))
    return (
        versions.annotate(own_last=own_last, counts_first=_flag(_has(EventKind.ACCEPTED)))
        .select_related("report__round")
        .order_by("-report__round__half_year", "own_last", "counts_first", "-number")
    )


def compare(previous: ReportVersion, content: ReportContent) -> Difference:
    """The whole difference with a sealed version, actions and lines taken along from programme to programme."""
    old = carried(read_content(previous.content), content)
    return difference(
        old,
        content,
        half_year=str(previous.report.round.half_year),
        version=previous.number,
        sha256=previous.sha256,
        endings=_endings(old, content),
    )


def carried(old: ReportContent, new: ReportContent) -> ReportContent:
    """The older content under the keys of today: an action taken over into a next programme is the same action."""
    actions = _heirs(Action, {action.key for action in old.actions}, {action.key for action in new.actions})
    nodes = _heirs(OutlineNode, _node_keys(old), _node_keys(new))
    if not actions and not nodes:
        return old
    lines = {line_key(int(key)): line_key(int(heir)) for key, heir in nodes.items()}
    return replace(old, lines=tuple(_with_keys(line, lines, actions) for line in old.lines))


def _with_keys(line: LineChapter, lines: Mapping[str, str], actions: Mapping[str, str]) -> LineChapter:
    sections = tuple(
        replace(
            section,
            key=lines.get(section.key, section.key),
            actions=tuple(replace(action, key=actions.get(action.key, action.key)) for action in section.actions),
        )
        for section in line.sections
    )
    return replace(line, key=lines.get(line.key, line.key), sections=sections)


def _node_keys(content: ReportContent) -> set[str]:
    keys = (key for line in content.lines for key in (line.key, *(section.key for section in line.sections)))
    found = map(node_of, keys)
    return {str(key) for key in found if key is not None}


def _heirs(model: type[Action] | type[OutlineNode], old: set[str], new: set[str]) -> dict[str, str]:
    """By old key the new one, where what is new was taken over from something old that is told no more."""
    gone = old - new
    heirs: dict[str, str] = {}
    looked_for = {int(key): int(key) for key in new - old if key.isdigit()}
    for _step in range(MOST_STEPS):
        if not gone or not looked_for:
            break
        origins = model.objects.filter(pk__in=looked_for, origin__isnull=False).order_by("-pk")
        parents = list(origins.values_list("pk", "origin_id"))
        heirs |= {str(origin): str(looked_for[pk]) for pk, origin in parents if str(origin) in gone}
        looked_for = {origin: looked_for[pk] for pk, origin in parents if str(origin) not in gone}
    return heirs


def _endings(old: ReportContent, new: ReportContent) -> dict[str, str]:
    """Of actions that are told no more: into which one they went."""
    gone = _numbers({action.key for action in old.actions} - {action.key for action in new.actions})
    if not gone:
        return {}
    merged = Action.objects.filter(pk__in=gone, merged_into__isnull=False).select_related("merged_into__node")
    return {str(one.pk): f"Samengevoegd met {one.merged_into.code} {one.merged_into}." for one in merged}  # type: ignore[union-attr]


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdigit()]


def _has(kind: EventKind) -> Exists:
    return Exists(ReportEvent.objects.filter(version=OuterRef("pk"), kind=kind))


def _flag(condition: Exists) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())
