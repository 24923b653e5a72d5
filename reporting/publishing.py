"""Making a report public: the region writes a summary, releases it sealed, and may take it back with a reason."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents import jobs
from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.content import read_content
from reporting.models import (
    EventKind,
    PublicRelease,
    PublicRendering,
    PublicSummary,
    PublicWithdrawal,
    Report,
    ReportVersion,
)
from reporting.one_moment import exactly_once
from reporting.public_content import PublicContent, names_in, public_content_of

_SIMULTANEOUS = "Een collega deed dit op hetzelfde moment. Bekijk eerst hoe het nu is."
NOT_YET = "U kunt dit nog niet openbaar maken: de laatste versie is niet geaccepteerd en niet vastgesteld."


def publishable_version(report: Report) -> ReportVersion | None:
    """The latest version, if it was accepted, or adopted by the region and not taken back since."""
    latest = report.versions.order_by("-number").first()
    kinds = set(latest.events.values_list("kind", flat=True)) if latest else set()
    marked = kinds & {EventKind.ACCEPTED, EventKind.ADOPTED} and EventKind.WITHDRAWN not in kinds
    return latest if marked else None


def current_releases() -> QuerySet[PublicRelease]:
    """Of each report the newest release, unless it was withdrawn: an older one does not come back."""
    newer = PublicRelease.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    return PublicRelease.objects.filter(~Exists(newer), withdrawal__isnull=True)


def newest_release(report: Report) -> PublicRelease | None:
    """The newest one, withdrawn or not."""
    return report.releases.select_related("withdrawal", "rendering").order_by("-number").first()


@transaction.atomic
def save_summary(*, report: Report, text: str, contact: str, seen: int, by: User) -> PublicSummary:
    """Keep what is written; nothing of it is public. Raises EditConflictError when a colleague was first."""
    summary, _ = PublicSummary.objects.get_or_create(report=report)
    summary.claim(seen)
    summary.text, summary.contact = text.strip(), contact.strip()
    summary.updated_at, summary.updated_by = clock.now(), by
    summary.save()
    return summary


def draft_of(summary: PublicSummary, version: ReportVersion) -> PublicContent:
    """What would become public now."""
    return public_content_of(
        read_content(version.content),
        summary=summary.text,
        contact=summary.contact,
        number=summary.report.releases.count() + 1,
    )


def release(*, report: Report, seen: int, by: User) -> PublicRelease:
    """Make the summary public as it was seen, with the figures of the latest version, and have its PDF made.

    Raises ValidationError when nothing may be public yet, when the text was changed since, names a person of the
    report, or is public already.
    """
    with exactly_once(_SIMULTANEOUS), transaction.atomic():
        report = Report.objects.select_for_update(of=("self",)).select_related("region", "round").get(pk=report.pk)
        summary = PublicSummary.objects.filter(report=report).first()
        version = publishable_version(report)
        if version is None:
            raise ValidationError(NOT_YET)
        if summary is None or not summary.text:
            raise ValidationError("Schrijf eerst een samenvatting.")
        if summary.version != seen:
            raise ValidationError("De tekst is intussen gewijzigd. Lees het voorbeeld nog eens.")
        _refuse_names(summary, version)
        released = _seal(summary, version, by)
        jobs.wake_after_commit(PublicRendering.objects.create(release=released))
    return released


def withdraw_release(*, release: PublicRelease, reason: str, by: User) -> PublicWithdrawal:
    """Take it off the public pages, at once and for good; its seal stays. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf waarom u dit intrekt. De reden is openbaar."})
    with exactly_once("Dit is al ingetrokken."), transaction.atomic():
        return PublicWithdrawal.objects.create(
            release=release, reason=reason.strip(), at=clock.now(), by=by, by_name=by.name
        )


def _refuse_names(summary: PublicSummary, version: ReportVersion) -> None:
    said = f"{summary.text} {summary.contact}".casefold()
    found = [name for name in names_in(read_content(version.content)) if name.casefold() in said]
    if found:
        raise ValidationError(f"In uw tekst staat een naam: {', '.join(found)}. Haal die weg: de pagina is openbaar.")


def _seal(summary: PublicSummary, version: ReportVersion, by: User) -> PublicRelease:
    content = draft_of(summary, version)
    last = newest_release(summary.report)
    if last is not None and not hasattr(last, "withdrawal") and _same(last, content):
        raise ValidationError("Precies deze samenvatting is al openbaar.")
    text = canonical_json(content)
    return PublicRelease.objects.create(
        report=summary.report,
        report_version=version,
        number=content.number,
        schema=content.schema,
        content=text,
        sha256=fingerprint(text),
        by=by,
        by_name=by.name,
        at=clock.now(),
    )


def _same(last: PublicRelease, content: PublicContent) -> bool:
    return last.content == canonical_json(replace(content, number=last.number))
