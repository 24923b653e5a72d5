"""Chapters of a report that follow from what a region keeps elsewhere: what each holds now, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regions.models import Region
from reporting.chapter_keys import BOTTLENECKS, DERIVED_TITLES, FIGURES, LEARNING, MEANS, NETWORK, SCANS, SUCCESSION
from reporting.collecting.bottlenecks import bottlenecks_progress
from reporting.collecting.figures import figures_progress
from reporting.collecting.learning import learning_progress
from reporting.collecting.means import means_progress
from reporting.collecting.network import network_progress
from reporting.collecting.succession import succession_progress
from reporting.models import ReportRound
from reporting.scans.progress import scans_progress


@dataclass(frozen=True)
class Kept:
    """`progress` says in words what the chapter holds, "" when nothing; `url_name` takes the region's slug."""

    progress: Callable[[Region, ReportRound], str]
    url_name: str
    link: str


KEPT: dict[str, Kept] = {
    FIGURES: Kept(figures_progress, "reporting:figure_list", "Cijfers van de regio"),
    MEANS: Kept(means_progress, "actions:means", "Middelen bijwerken"),
    BOTTLENECKS: Kept(bottlenecks_progress, "actions:bottleneck_list", "Knelpunten van de regio"),
    LEARNING: Kept(learning_progress, "actions:learning", "Leren van de regio"),
    SCANS: Kept(scans_progress, "reporting:scan_list", "Scans van de regio"),
    NETWORK: Kept(network_progress, "programmes:network", "Netwerk van de regio"),
    SUCCESSION: Kept(succession_progress, "actions:destiny_list", "Wat er met de acties gebeurt"),
}


@dataclass(frozen=True)
class KeptChapter:
    key: str
    title: str
    progress: str


def kept_chapters(region: Region, round: ReportRound) -> tuple[KeptChapter, ...]:
    """Those that hold anything for the round, in reading order."""
    found = ((key, title, KEPT[key].progress(region, round)) for key, title in DERIVED_TITLES.items() if key in KEPT)
    return tuple(KeptChapter(key, title, progress) for key, title, progress in found if progress)
