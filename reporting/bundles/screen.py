"""A bundle as people meet it: what it is, how far it is, what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ghnt.documents.models import RenderingState
from reporting.bundles.dossier_order import read_dossier
from reporting.bundles.emptying import KEPT_FOR
from reporting.bundles.order import Part, read_order
from reporting.models import Bundle, BundleKind
from reporting.states import Mark

WAITING = Mark("Wacht", "hourglass", "grey")
RUNNING = Mark("Bezig", "refresh", "blue")
DONE = Mark("Klaar", "check", "green")
FAILED = Mark("Mislukt", "alert-circle", "red")
STOPPED = Mark("Gestopt", "hand-stop", "grey")
EMPTIED = Mark("Opgeruimd", "archive", "grey")
_MARKS = {
    RenderingState.WAITING: WAITING,
    RenderingState.RUNNING: RUNNING,
    RenderingState.DONE: DONE,
    RenderingState.FAILED: FAILED,
}


@dataclass(frozen=True)
class BundleLine:
    bundle: Bundle

    @property
    def mark(self) -> Mark:
        if self.bundle.is_stopped:
            return STOPPED
        return EMPTIED if self.bundle.is_emptied else _MARKS[RenderingState(self.bundle.state)]

    @property
    def title(self) -> str:
        region = self.bundle.region
        what = f"Dossier van regio {region}" if region else self.bundle.get_kind_display()
        return f"{what}, {self.bundle.round}"

    @property
    def progress(self) -> str:
        """ "3 van 12 onderdelen klaar", as long as somebody waits."""
        if not self.bundle.is_busy or not self.bundle.parts_total:
            return ""
        return f"{self.bundle.parts_done} van {self.bundle.parts_total} onderdelen klaar"

    @property
    def size(self) -> str:
        if self.bundle.size is None:
            return ""
        kilobytes = max(1, round(self.bundle.size / 1024))
        return f"{kilobytes} kB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB".replace(".", ",")

    @property
    def is_ready(self) -> bool:
        return self.bundle.is_done and not self.bundle.is_emptied

    @property
    def may_be_asked_again(self) -> bool:
        return self.bundle.is_failed or self.bundle.is_emptied

    @property
    def kept_until(self) -> datetime | None:
        return self.bundle.done_at + KEPT_FOR if self.bundle.done_at else None

    @property
    def file_name(self) -> str:
        code = self.bundle.round.code.lower()
        names = {
            BundleKind.BOOK: f"landelijk-boek-{code}.pdf",
            BundleKind.ROUND: f"ronde-{code}.zip",
            BundleKind.DOSSIER: f"dossier-{self.bundle.region.slug if self.bundle.region else ''}-{code}.zip",
        }
        return names[BundleKind(self.bundle.kind)]

    @property
    def mime(self) -> str:
        return "application/pdf" if self.bundle.kind == BundleKind.BOOK else "application/zip"


@dataclass(frozen=True)
class Contents:
    """What is in it: sealed versions of reports, and for a dossier how many other files."""

    parts: tuple[Part, ...]
    left_out: tuple[tuple[str, str], ...]
    other_files: int


def contents_of(bundle: Bundle) -> Contents:
    if bundle.kind == BundleKind.DOSSIER:
        dossier = read_dossier(bundle.content)
        return Contents(dossier.reports, (), len(dossier.pieces))
    order = read_order(bundle.content)
    return Contents(order.parts, tuple((one.name, one.why) for one in order.left_out), 0)


def lines_of(bundles: QuerySet[Bundle]) -> QuerySet[Bundle]:
    """What a list needs."""
    return bundles.select_related("round", "region", "asked_by")
