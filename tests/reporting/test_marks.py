"""What became of a sealed version, as its document says it."""

from dataclasses import replace

import pytest

from ghnt.documents.sealing import canonical_json
from reporting.content import read_marks
from reporting.marks import marks_of
from reporting.models import EventKind, ReportEvent
from reporting.pdf.document import report_html
from tests import factories
from tests.reporting.sample_content import ACCEPTED, EMPTY, NO_MARKS

REOPENED = replace(
    ACCEPTED, reopened_on="2021-07-20", reopened_by="Imre Kőszegi", reopened_because="Een bedrag klopt niet."
)


def test_marks_of_before_are_still_read():
    old = {key: value for key, value in vars(ACCEPTED).items() if not key.startswith(("withdrawn", "reopened"))}
    assert read_marks(canonical_json(old)) == ACCEPTED


def test_an_accepted_version_that_was_reopened_stays_accepted():
    html = report_html(EMPTY, REOPENED)
    assert not REOPENED.is_concept
    assert "CONCEPT" not in html
    assert "geaccepteerd door het landelijk team op 12 juli 2021" in html
    assert "Imre Kőszegi, 20 juli 2021: Een bedrag klopt niet." in html


def test_a_version_that_was_taken_back_is_a_concept_and_says_so():
    marks = replace(NO_MARKS, withdrawn_on="2021-07-10")
    assert marks.is_concept
    assert "Concept, door de regio teruggenomen op 10 juli 2021" in report_html(EMPTY, marks)


@pytest.mark.django_db
def test_marks_are_those_of_this_very_version():
    version = factories.ReportVersionFactory()
    newer = factories.ReportVersionFactory(report=version.report, number=2)
    ReportEvent.objects.create(
        report=version.report, version=version, kind=EventKind.REOPENED, by_name="Imre", reason="Een fout."
    )
    assert (marks_of(version).reopened_by, marks_of(version).reopened_because) == ("Imre", "Een fout.")
    assert marks_of(newer).reopened_on is None
