"""Lists of bottlenecks: what was chosen above them, the sentence on top, and the same rows as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When

from actions.bottlenecks.waiting import waiting_words
from actions.models import Bottleneck, BottleneckState, Level
from actions.models.bottlenecks import BottleneckQuerySet
from ghnt.documents.workbook import Cell, Sheet
from regions.models import Region
from regions.rights import Rights

STATES = [BottleneckState.RAISED, BottleneckState.ANSWERED, BottleneckState.OPEN]
NEWEST_PLACE = len(STATES)


@dataclass(frozen=True)
class BottleneckRow:
    bottleneck: Bottleneck
    waits: str  # "4 maanden"; empty when it does not lie elsewhere

    @property
    def whose(self) -> str:
        return str(self.bottleneck.region or "Landelijk")


def narrowed(rows: BottleneckQuerySet, chosen: Mapping[str, Any]) -> BottleneckQuerySet:
    """The rows that fit what was chosen: stand, ligtbij, bouwsteen, regio, wacht, zoek."""
    if state := chosen.get("stand"):
        rows = rows.open() if state == "lopend" else rows.filter(state=state)
    if level := chosen.get("ligtbij"):
        rows = rows.filter(level=level)
    if block := chosen.get("bouwsteen"):
        rows = rows.filter(pk__in=Bottleneck.blocks.through.objects.filter(buildingblock=block).values("bottleneck"))
    if region := chosen.get("regio"):
        rows = rows.filter(region=region)
    if chosen.get("wacht"):
        rows = rows.filter(state=BottleneckState.RAISED)
    for word in (chosen.get("zoek") or "").split()[:8]:
        texts = Q(title__icontains=word) | Q(text__icontains=word) | Q(proposed_solution__icontains=word)
        rows = rows.filter(texts)
    return rows


def in_order(rows: BottleneckQuerySet) -> BottleneckQuerySet:
    """What waits longest first, then what was answered, what is open, what is closed."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(STATES)]
    placed = rows.annotate(place=Case(*places, default=Value(NEWEST_PLACE), output_field=IntegerField()))
    told = placed.select_related("region", "national").prefetch_related("blocks")
    return told.order_by("place", F("raised_at").asc(nulls_last=True), "-created_at", "-pk")


def of_region(rights: Rights, region: Region, chosen: Mapping[str, Any]) -> BottleneckQuerySet:
    return in_order(narrowed(Bottleneck.objects.visible_to(rights, region), chosen))


def raised_by_regions(rights: Rights, chosen: Mapping[str, Any]) -> BottleneckQuerySet:
    """Of all regions what the national team reads, and its own."""
    rows = Bottleneck.objects.visible_to(rights)
    rows = narrowed(rows.filter(Q(is_shared=True) | Q(region__isnull=True)), chosen)
    if chosen.get("koppeling") == "los":
        rows = rows.regional().filter(national__isnull=True)
    elif chosen.get("koppeling") == "landelijk":
        rows = rows.national()
    return in_order(rows)


def rows_of(bottlenecks: Iterable[Bottleneck], on: date) -> tuple[BottleneckRow, ...]:
    return tuple(BottleneckRow(one, waits_for(one, on)) for one in bottlenecks)


def waits_for(bottleneck: Bottleneck, on: date) -> str:
    """How long it waits for an answer, in words; empty when it does not."""
    if bottleneck.state != BottleneckState.RAISED or bottleneck.raised_at is None:
        return ""
    return waiting_words(bottleneck.raised_at, on)


def sentence(rows: BottleneckQuerySet, on: date) -> str:
    """ "9 knelpunten, 3 wachten op een antwoord, het langst 4 maanden." One query."""
    known = rows.order_by().aggregate(
        number=_count(), waiting=_count(_waiting()), first=Min("raised_at", filter=_waiting())
    )
    if not known["number"]:
        return ""
    many = "1 knelpunt" if known["number"] == 1 else f"{known['number']} knelpunten"
    if not known["waiting"]:
        return f"{many}, geen daarvan wacht op een antwoord."
    verb = "1 wacht" if known["waiting"] == 1 else f"{known['waiting']} wachten"
    longest = waiting_words(known["first"], on) if known["first"] else ""
    how = f", {'al' if known['waiting'] == 1 else 'het langst'} {longest}" if longest and longest[0].isdigit() else ""
    return f"{many}, {verb} op een antwoord{how}."


def _waiting() -> Q:
    return Q(state=BottleneckState.RAISED)


def _count(chosen: Q | None = None) -> Count:
    return Count("pk", filter=chosen, distinct=True)


def bottleneck_sheet(rows: BottleneckQuerySet, on: date, title: str = "Knelpunten") -> Sheet:
    columns = (
        ("Regio", 24),
        ("Nummer", 10),
        ("Knelpunt", 50),
        ("Toelichting", 60),
        ("Voorgestelde oplossing", 50),
        ("Bouwstenen", 40),
        ("Wie moet iets doen", 18),
        ("Stand", 16),
        ("Ligt bij", 14),
        ("Voorgelegd op", 16),
        ("Wacht", 14),
        ("Landelijk knelpunt", 12),
        ("Laatste stap", 60),
        ("Gesignaleerd op", 16),
    )
    return Sheet(title, columns, _sheet_rows(rows.prefetch_related("steps"), on))


def _sheet_rows(rows: BottleneckQuerySet, on: date) -> Iterator[tuple[Cell, ...]]:
    for one in rows.iterator(chunk_size=500):
        steps = list(one.steps.all())
        last = steps[-1] if steps else None
        yield (
            str(one.region or "Landelijk"),
            one.code,
            one.title,
            one.text,
            one.proposed_solution,
            ", ".join(sorted(str(block) for block in one.blocks.all())),
            one.get_must_act_display(),
            one.get_state_display(),
            Level(one.level).label if one.raised_at else "",
            one.raised_at,
            waits_for(one, on),
            one.national.code if one.national else "",
            f"{last.get_kind_display()}: {last.text}".strip(": ") if last else "",
            one.found_on,
        )
