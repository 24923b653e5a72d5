"""The signals beside a report and beside one of its chapters, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from regions.models import Region
from regions.rights import Rights
from reporting.models import Report, ReportRound, Signal
from reporting.signals import earlier_signals
from reporting.signals.forms import DraftSignalForm
from reporting.signals.listing import SignalRow, signal_rows


@dataclass(frozen=True)
class MarkedHere:
    """A passage that the region marked; `remove_url` as long as it was not handed in."""

    signal: Signal
    remove_url: str


@dataclass(frozen=True)
class ChapterSignals:
    """`earlier` are signals of earlier reports about the same chapter; without `form` nothing can be marked."""

    marked: tuple[MarkedHere, ...]
    earlier: tuple[SignalRow, ...]
    form: DraftSignalForm | None


def chapter_signals(region: Region, round: ReportRound, chapter: str, *, may_write: bool) -> ChapterSignals:
    """For the page of a chapter that the region writes; four queries."""
    found = Signal.objects.filter(region=region, report__round=round, chapter=chapter).in_full().order_by("pk")
    drafts = set(found.in_draft().filter(is_from_region=True).values_list("pk", flat=True)) if may_write else set()
    action = reverse("reporting:signal_mark", args=[region.slug, round.code, chapter])
    return ChapterSignals(
        marked=tuple(MarkedHere(one, _remove_url(one, round) if one.pk in drafts else "") for one in found),
        earlier=signal_rows(one for one in earlier_signals(region, round) if one.chapter == chapter),
        form=DraftSignalForm(action=action, auto_id="id_signal_%s") if may_write and not round.is_own else None,
    )


def _remove_url(signal: Signal, round: ReportRound) -> str:
    return reverse("reporting:signal_remove", args=[signal.region.slug, round.code, signal.pk])


def report_signals(rights: Rights, report: Report | None) -> tuple[SignalRow, ...]:
    """What was marked in a report that was handed in, as far as the reader may see it; two queries."""
    if report is None:
        return ()
    found = Signal.objects.handed_in().visible_to(rights).filter(report=report).in_full()
    return signal_rows(found.order_by("pk"))
