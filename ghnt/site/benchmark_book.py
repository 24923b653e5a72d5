"""Times the national book of the demo: cold, with its chapters kept, and Chromium printing the same chapters."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from ghnt.documents.drawing import document_html
from ghnt.site.benchmark_chromium import printing_time
from reporting.bundles.asking import book_order
from reporting.bundles.book import FRONT, draw_book
from reporting.bundles.choosing import chapters_of
from reporting.bundles.front import front_of
from reporting.bundles.order import RoundOrder
from reporting.bundles.region_pages import region_html
from reporting.bundles.turns import in_silence
from reporting.models import BookChapter, ReportRound

ROUND = "2020-H2"


@dataclass(frozen=True)
class BookTiming:
    """Seconds; the book is drawn in processes side by side, Chromium prints one chapter after another.

    `chromium_seconds` is None on a machine without Chromium.
    """

    pages: int
    regions: int
    cold_seconds: float
    kept_seconds: float
    chromium_seconds: float | None

    def ratio(self, seconds: float) -> float | None:
        return seconds / self.chromium_seconds if self.chromium_seconds else None


def time_book() -> BookTiming:
    round_ = ReportRound.objects.select_related("programme", "question_set").get(code=ROUND)
    chapters = [key for key, _ in chapters_of(round_)]
    order = book_order(round_, chapters=chapters, regions=None, with_concepts=False)
    BookChapter.objects.all().delete()
    cold, pages = _drawn(order)
    kept, _ = _drawn(order)
    return BookTiming(pages, len(order.parts), cold, kept, _printed(order))


def _drawn(order: RoundOrder) -> tuple[float, int]:
    start = perf_counter()
    made = draw_book(order, tell=in_silence)
    with made.open():
        return perf_counter() - start, made.pages or 0


def _printed(order: RoundOrder) -> float | None:
    """The same pages, each chapter by a whole process of Chromium."""
    front = document_html(FRONT, front_of(order, [1] * len(order.parts)))
    times = [printing_time(html) for html in (front, *(region_html(part, order.chapters) for part in order.parts))]
    known = [time for time in times if time is not None]
    return sum(known) if len(known) == len(times) else None
