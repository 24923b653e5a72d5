"""Times pages and PDFs in one process and one run, so that only ratios between them mean anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter
from typing import Any

from django.test import Client, override_settings
from django.urls import reverse

from ghnt.accounts.models import User
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.periods import HalfYear
from ghnt.site.benchmark_chromium import printing_time
from regions.models import Region
from reporting.collecting import collect
from reporting.content import Marks, ReportContent
from reporting.models import ReportRound
from reporting.pdf.document import report_html, report_pdf

RUNS = 15
PDF_RUNS = 3
REGION = "gooi-en-vechtstreek"
HALF_YEAR = HalfYear(2021, 1)
# Each page beside the Django admin's page of the same model, with the same rows.
PAGES = (
    ("Acties", "actions:action_list", (REGION,), "measures:actions_action_changelist"),
    ("Voorstellen", "programmes:proposal_list", (REGION,), "measures:programmes_proposal_changelist"),
    ("Voortgang bijwerken", "actions:progress", (REGION, HALF_YEAR), "measures:actions_actionupdate_changelist"),
    ("Overzicht", "region_overview", (REGION,), "measures:regions_region_changelist"),
    ("Mijn werk", "my_work", (), "measures:actions_action_changelist"),
)


@dataclass(frozen=True)
class PageTiming:
    name: str
    milliseconds: float
    admin_milliseconds: float

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.admin_milliseconds


@dataclass(frozen=True)
class PdfTiming:
    """`chromium_seconds` is None on a machine without Chromium."""

    name: str
    seconds: float
    pages: int
    chromium_seconds: float | None

    @property
    def ratio(self) -> float | None:
        return self.seconds / self.chromium_seconds if self.chromium_seconds else None


def time_pages() -> list[PageTiming]:
    """Median of warm requests, as project leader, beside a plain Django admin as administrator."""
    with override_settings(ROOT_URLCONF="ghnt.site.benchmark_urls"):
        return _page_timings(_client("projectleider@demo.example"), _client("beheer@demo.example"))


def _page_timings(leader: Client, administrator: Client) -> list[PageTiming]:
    return [
        PageTiming(
            name,
            _milliseconds(leader, reverse(route, args=args)),
            _milliseconds(administrator, reverse(admin)),
        )
        for name, route, args, admin in PAGES
    ]


def time_pdfs() -> list[PdfTiming]:
    """An empty report and that of the region in depth, after one rendering to warm up."""
    full = _content()
    empty = replace(full, lines=(), answers=(), proposals=(), coverage=())
    report_pdf(empty, _marks(empty))
    return [_timed("leeg", empty), _timed(full.region.name, full)]


def _client(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def _milliseconds(client: Client, url: str) -> float:
    def get() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} antwoordt {answer.status_code}")

    get()
    return median(_seconds(get) for _ in range(RUNS)) * 1000


def _seconds(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _content() -> ReportContent:
    round_ = ReportRound.objects.regular().get(half_year=HALF_YEAR)
    return collect(Region.objects.get(slug=REGION), round_, version=1, written_by="Meting")


def _marks(content: ReportContent) -> Marks:
    return Marks(
        submitted_at="2021-07-12T12:00:00+02:00",
        submitted_by="Meting",
        fingerprint=fingerprint(canonical_json(content)),
        adopted_by_body="",
        adopted_on=None,
        accepted_on=None,
        accepted_by="",
    )


def _timed(name: str, content: ReportContent) -> PdfTiming:
    """Both in turn, the best of three: what else the machine does then weighs on neither."""
    marks, ours, theirs = _marks(content), [], []
    html = report_html(content, marks)
    pages = 0
    for _ in range(PDF_RUNS):
        start = perf_counter()
        pages = report_pdf(content, marks).pages
        ours.append(perf_counter() - start)
        theirs.append(printing_time(html))
    known = [seconds for seconds in theirs if seconds is not None]
    return PdfTiming(name, min(ours), pages, min(known) if known else None)
