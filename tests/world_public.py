"""The public summary of the submitted report of a home, with its PDF. Its rows are made as they would be after
acceptance: the report itself stays as it is, for the other tables."""

from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from reporting.content import read_content
from reporting.models import PublicRelease, PublicRendering, PublicSummary
from reporting.public_content import public_content_of


def put_public(home):
    report = home.submitted
    version = report.versions.get()
    summary = PublicSummary.objects.create(
        report=report, text="Wij deden veel.\n\n- Scholen herkennen signalen.", contact="programma@regio.example"
    )
    content = public_content_of(read_content(version.content), summary=summary.text, contact=summary.contact, number=1)
    text = canonical_json(content)
    release = PublicRelease.objects.create(
        report=report,
        report_version=version,
        number=1,
        schema=content.schema,
        content=text,
        sha256=fingerprint(text),
        by_name="Indiener",
    )
    job = PublicRendering.objects.create(release=release)
    job.claim()
    job.finish(RenderedPdf(b"%PDF-1.7 openbaar", 1, "proef"))
