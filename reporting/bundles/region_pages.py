"""The pages of one region in a book, which depend on its sealed version, its marks and the chosen chapters alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from ghnt.documents.assets import document_assets
from ghnt.documents.drawing import LONG_NAME, Fact, Head, document_html, known
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.documents.words import groups_of_eight, long_date, moment
from ghnt.periods import HalfYear
from reporting.bundles.cutting import chosen_html
from reporting.bundles.order import Part, sealed_content
from reporting.content import Marks, ReportContent
from reporting.pdf.context import report_document
from reporting.pdf.document import TEMPLATE as REPORT_TEMPLATE

TEMPLATE = "pdf/book_region.html"
NOT_ACCEPTED = "Ingediend, nog niet geaccepteerd door het landelijk team"


@dataclass(frozen=True)
class RegionPages:
    """What the template writes: the opening of a region, and its chapters as they stand in its own report."""

    head: Head
    anchor: str
    programme: str
    name: str
    running: str
    stand: str
    code: str
    facts: tuple[Fact, ...]
    fingerprint: tuple[str, ...]
    chapters: SafeString
    cover: None = None

    @property
    def has_long_name(self) -> bool:
        return len(self.name) > LONG_NAME


def region_html(part: Part, chapters: Collection[str]) -> str:
    """Raises AlteredSealError."""
    content = sealed_content(part)
    return document_html(TEMPLATE, _pages(content, part, chapters))


def key_of(part: Part, chapters: Collection[str]) -> str:
    """Names these very pages: another seal, mark, choice or way of drawing makes another key."""
    about = [part.sha256, part.marks, part.is_accepted, sorted(chapters), way_of_drawing()]
    return fingerprint(canonical_json(about))


@cache
def way_of_drawing() -> str:
    """Fingerprint of all that decides how content becomes pages: this program with its styles and fonts.

    A new release draws anew; that costs a minute, and an old page beside new ones would cost trust.
    """
    assets = {name: fingerprint(asset.body.hex()) for name, asset in sorted(document_assets().items())}
    return fingerprint(canonical_json([assets, [fingerprint(path.read_text()) for path in _sources()]]))


_PACKAGES = ("ghnt", "regions", "programmes", "actions", "reporting")


def _sources() -> list[Path]:
    base = Path(settings.BASE_DIR)
    code = (path for name in _PACKAGES for path in base.glob(f"{name}/**/*.py"))
    drawn = (path for path in code if "migrations" not in path.parts and "demo" not in path.parts)
    return sorted([*drawn, *base.glob("templates/pdf/*.html"), base / "requirements.lock"])


def _pages(content: ReportContent, part: Part, chapters: Collection[str]) -> RegionPages:
    marks = part.got
    document = report_document(content, marks)
    anchor = part.region.lower()
    html = document_html(REPORT_TEMPLATE, document)
    return RegionPages(
        head=replace(document.head, is_concept=not part.is_accepted),
        anchor=anchor,
        programme=content.source.programme,
        name=content.region.name,
        running=f"{content.region.name}, voortgangsrapportage {HalfYear.parse(content.half_year).label}",
        stand=f"Versie {content.version}, {part.state}, peildatum {long_date(content.reference_date)}",
        code=f"{part.region}-",
        facts=_facts(content, marks, part),
        fingerprint=groups_of_eight(part.sha256),
        chapters=mark_safe(chosen_html(html, content, chapters, prefix=anchor)),  # noqa: S308 - of our own template
    )


def _facts(content: ReportContent, marks: Marks, part: Part) -> tuple[Fact, ...]:
    accepted = marks.accepted_on and f"Geaccepteerd op {long_date(marks.accepted_on)} door {marks.accepted_by}"
    return known(
        (
            ("Stand", accepted if part.is_accepted and accepted else NOT_ACCEPTED),
            ("Heropend", f"Op {long_date(marks.reopened_on)}, voor een nieuwe versie" if marks.reopened_on else ""),
            ("Vastgesteld door", marks.adopted_by_body and f"{marks.adopted_by_body}, {long_date(marks.adopted_on)}"),
            ("Ingediend", f"{moment(marks.submitted_at)}, door {marks.submitted_by}"),
            ("Versie", str(content.version)),
            ("Peildatum", long_date(content.reference_date)),
            ("Regionaal programma", content.source.regional_programme),
        )
    )
