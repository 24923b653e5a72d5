"""The national book: the national pages, then those of each region, drawn side by side or kept from an earlier book."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from django.core.files.storage import default_storage

from ghnt import clock
from ghnt.documents.apart import RenderingError, render_apart
from ghnt.documents.assets import document_assets
from ghnt.documents.drawing import draw
from ghnt.documents.files import MadeFile, RenderedPdf
from ghnt.documents.icons import icon_assets
from ghnt.documents.models import RenderingState
from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.bundles.archive import digest_of
from reporting.bundles.front import front_of
from reporting.bundles.joining import Chapter, join, pages_in
from reporting.bundles.order import AlteredSealError, Part, RoundOrder
from reporting.bundles.region_pages import key_of, region_html
from reporting.bundles.turns import Tell
from reporting.models import BookChapter

FRONT = "pdf/book.html"
AT_ONCE = len(os.sched_getaffinity(0))  # drawings side by side


@dataclass(frozen=True)
class _Pages:
    """The pages of one region in this book: where they are put, and under which key they are kept."""

    part: Part
    key: str
    path: Path

    @property
    def chapter(self) -> Chapter:
        return Chapter(self.path, self.part.region.lower(), f"{self.part.region}-")


def draw_book(order: RoundOrder, *, tell: Tell) -> MadeFile:
    """The book, the same bytes for the same order. Raises RenderingError, and what `tell` raises."""
    with TemporaryDirectory(prefix="boek-") as name:
        folder = Path(name)
        total = len(order.parts) + 1
        wanted = [_Pages(part, key_of(part, order.chapters), folder / f"{part.region}.pdf") for part in order.parts]
        missing = [pages for pages in wanted if not _fetch(pages)]
        done = len(wanted) - len(missing)
        tell(done, total)
        for pages, pdf in _drawn(missing, order):
            pages.path.write_bytes(pdf.body)
            _keep(pages, pdf)
            done += 1
            tell(done, total)
        front = folder / "landelijk.pdf"
        numbers = tuple(pages_in(pages.path) for pages in wanted)
        drawn = _front(order, numbers)
        front.write_bytes(drawn.body)
        return _joined([Chapter(front, "landelijk", ""), *(pages.chapter for pages in wanted)], drawn.engine)


def _joined(chapters: list[Chapter], engine: str) -> MadeFile:
    file = TemporaryFile()  # noqa: SIM115 - whoever keeps the file closes it
    try:
        pages = join(chapters, file)
        size, sha256 = digest_of(file)
    except BaseException:
        file.close()
        raise
    return MadeFile(file, suffix=".pdf", size=size, sha256=sha256, engine=engine, pages=pages)


def _front(order: RoundOrder, numbers: tuple[int, ...]) -> RenderedPdf:
    try:
        document = front_of(order, numbers)
    except AlteredSealError as altered:
        raise RenderingError(str(altered)) from altered
    return draw(FRONT, document, identifier=fingerprint(canonical_json(order)))


def _drawn(missing: Iterable[_Pages], order: RoundOrder) -> Iterator[tuple[_Pages, RenderedPdf]]:
    """The pages as they come ready, a few at a time in processes of their own; here only their text is made."""
    running: dict[Future[RenderedPdf], _Pages] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for pages in missing:
            running[pool.submit(_render, _html(pages.part, order), pages.key)] = pages
            if len(running) > AT_ONCE:
                yield from _ready(running)
        while running:
            yield from _ready(running)


def _ready(running: dict[Future[RenderedPdf], _Pages]) -> Iterator[tuple[_Pages, RenderedPdf]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        pages = running.pop(future)
        try:
            yield pages, future.result()
        except RenderingError as failure:
            raise RenderingError(f"{pages.part.name}: {failure}") from failure


def _html(part: Part, order: RoundOrder) -> str:
    try:
        return region_html(part, order.chapters)
    except AlteredSealError as altered:
        raise RenderingError(str(altered)) from altered


def _render(html: str, key: str) -> RenderedPdf:
    return render_apart(html, identifier=key, assets=document_assets() | icon_assets(html))


def _fetch(pages: _Pages) -> bool:
    """Put pages that were kept in their place; False when they have to be drawn."""
    kept = BookChapter.objects.filter(key=pages.key, state=RenderingState.DONE).first()
    if kept is None or not default_storage.exists(kept.file):
        return False
    with default_storage.open(kept.file) as file:
        pages.path.write_bytes(file.read())
    BookChapter.objects.filter(pk=kept.pk).update(asked_at=clock.now())  # the last time that it was of use
    return True


def _keep(pages: _Pages, pdf: RenderedPdf) -> None:
    """For the next book. Another book that drew the same pages at the same moment may have been first: no matter."""
    kept, _ = BookChapter.objects.get_or_create(key=pages.key, defaults={"report_version_id": pages.part.version})
    if kept.is_done and not default_storage.exists(kept.file):
        BookChapter.objects.filter(pk=kept.pk).update(state=RenderingState.WAITING, tries=0)
    if kept.claim():
        kept.finish(pdf)
