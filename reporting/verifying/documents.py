"""The documents that this site made, found back by the bytes of the file or by what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime

from ghnt.documents.models import RenderingState
from ghnt.ui.dates import long_date
from programmes.models import ProgrammeRendering
from regions.rights import Right, Rights
from reporting.models import (
    Bundle,
    BundleKind,
    EventKind,
    PublicRelease,
    PublicRendering,
    ReportEvent,
    ReportRendering,
    ReportVersion,
)
from reporting.reading import readable_versions
from reporting.verifying.claim import PUBLIC, Claim


@dataclass(frozen=True)
class KnownDocument:
    """`standing` says in sentences how it stands now; empty for who may not know. `version` is 0 when it has none."""

    kind: str
    region: str
    period: str
    version: int
    standing: tuple[str, ...] = ()
    url: str = ""


def document_with(sha256: str, rights: Rights) -> KnownDocument | None:
    """The document of which this is the very file; of a version every rendering ever made counts."""
    done = {"state": RenderingState.DONE, "sha256": sha256}
    if report := ReportRendering.objects.filter(**done).select_related("report_version").first():
        return _report(report.report_version, rights)
    if public := PublicRendering.objects.filter(**done).select_related("release").first():
        return _public(public.release)
    if programme := ProgrammeRendering.objects.filter(**done).select_related("version__programme__region").first():
        return _programme(programme)
    book = Bundle.objects.filter(kind=BundleKind.BOOK, **done).select_related("round").first()
    return KnownDocument(book.get_kind_display(), "", str(book.round), 0) if book else None


def document_claimed(claim: Claim, rights: Rights) -> KnownDocument | None:
    """The document that a file says it is, if there is one with that very fingerprint."""
    code = claim.region
    of = {"report__region__code__in": (code, f"GHNT-{code}"), "report__round__code": claim.round}
    model = PublicRelease if claim.kind == PUBLIC else ReportVersion
    found = model._default_manager.filter(number=claim.number, **of).defer("content").first()
    if found is None or found.sha256 != claim.fingerprint:
        return None
    return _public(found) if isinstance(found, PublicRelease) else _report(found, rights)


def _report(version: ReportVersion, rights: Rights) -> KnownDocument:
    report = version.report
    reads = readable_versions(rights).filter(pk=version.pk).exists()
    return KnownDocument(
        "Voortgangsrapportage",
        str(report.region),
        str(report.round),
        version.number,
        tuple(_standing(version, rights)),
        reverse("reporting:version_detail", args=[report.region.slug, report.round.code, version.number])
        if reads
        else "",
    )


def _standing(version: ReportVersion, rights: Rights) -> Iterator[str]:
    """What became of a version, for who may know: its readers all, anybody what was accepted or made public."""
    told = _told(version, rights)
    if version.number in told:
        yield from _events(version, rights)
    if newer := [number for number in told if number > version.number]:
        yield f"Vervangen door versie {max(newer)}."


def _told(version: ReportVersion, rights: Rights) -> set[int]:
    """The numbers of the versions of the report of which this visitor may know that they are there."""
    report = version.report
    own = readable_versions(rights).filter(report=report).values_list("number", flat=True)
    accepted = report.versions.filter(events__kind=EventKind.ACCEPTED).values_list("number", flat=True)
    public = report.versions.filter(releases__isnull=False, releases__withdrawal__isnull=True)
    return {*own, *accepted, *public.values_list("number", flat=True)}


_MARKS = (EventKind.ADOPTED, EventKind.ACCEPTED)


def _events(version: ReportVersion, rights: Rights) -> Iterator[str]:
    """Its marks; for who reads the reports of the region also what happened since, or how far it is."""
    events = list(version.events.order_by("pk"))
    yield from (_words(event) for event in events if event.kind in _MARKS)
    last = events[-1] if events else None
    if last and last.kind not in _MARKS and rights.may(Right.READ_SUBMITTED_REPORT, version.report.region):
        yield _words(last)


def _words(event: ReportEvent) -> str:
    if event.kind == EventKind.ADOPTED and event.date:
        return f"Vastgesteld door {event.body_name} op {long_date(event.date)}."
    by = " door het landelijk team" if event.kind == EventKind.ACCEPTED else ""
    return f"{event.get_kind_display()}{by} op {long_date(localtime(event.at))}."


def _public(release: PublicRelease) -> KnownDocument:
    report = release.report
    withdrawal = getattr(release, "withdrawal", None)
    newest = report.releases.order_by("-number").values_list("number", flat=True)[0]
    standing = [f"Openbaar gemaakt op {long_date(localtime(release.at))}."]
    if withdrawal is not None:
        standing.append(f"Ingetrokken op {long_date(localtime(withdrawal.at))}.")
    if newest > release.number:
        standing.append(f"Vervangen door versie {newest}.")
    return KnownDocument(
        "Openbare samenvatting", str(report.region), str(report.round), release.number, tuple(standing)
    )


def _programme(rendering: ProgrammeRendering) -> KnownDocument:
    programme = rendering.version.programme
    return KnownDocument(rendering.get_kind_display(), str(programme.region), programme.title, rendering.version.number)
