"""Who hears what of a report, once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt import clock
from ghnt.notices.models import Notice
from regions.models import Role
from reporting import workflow
from reporting.chapter_titles import titles_in
from reporting.content import read_content
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def _in_july():
    with clock.standing_at(ON):
        yield


@pytest.fixture
def report():
    report = factories.ReportFactory(region=factories.RegionFactory(name="Eigen", slug="eigen"))
    question = factories.QuestionFactory(question_set=report.round.question_set)
    factories.AnswerFactory(report=report, question=question, text="Er is veel bereikt.")
    return report


@pytest.fixture
def people(report):
    """The leader and editor of the region, the national team; and who must hear nothing of it."""
    factories.RoleAssignmentFactory(role=Role.READER, region=report.region)
    factories.RoleAssignmentFactory(role=Role.LEADER, region=factories.RegionFactory())
    return {
        "leader": factories.RoleAssignmentFactory(role=Role.LEADER, region=report.region).user,
        "editor": factories.RoleAssignmentFactory(role=Role.EDITOR, region=report.region).user,
        "national": factories.RoleAssignmentFactory(role=Role.NATIONAL).user,
    }


def heard(key):
    return {notice.user: notice for notice in Notice.objects.filter(key=key).select_related("user")}


def test_submitted_report_is_told_to_the_national_team(report, people):
    version = workflow.submit(report=report, by=people["leader"])

    told = heard(f"report-submitted-{version.pk}")

    assert set(told) == {people["national"]}
    notice = told[people["national"]]
    assert str(notice) == "Regio Eigen: rapportage 1e halfjaar 2021 ingediend, versie 1"
    assert notice.asks == "Rapportage 1e halfjaar 2021 lezen en beoordelen (regio Eigen)"
    assert notice.url == "/regio/eigen/rapportages/2021-H1/"


def test_returned_report_is_told_to_who_writes_it_with_its_day(report, people):
    workflow.submit(report=report, by=people["leader"])
    event = workflow.return_report(report=report, reasons=reason(report), by=people["national"])

    told = heard(f"report-event-{event.pk}")

    assert set(told) == {people["leader"], people["editor"]}
    notice = told[people["leader"]]
    assert str(notice) == f"{people['national']}: rapportage 1e halfjaar 2021 teruggestuurd, met redenen"
    assert (notice.expected, notice.due) == ("Rapportage 1e halfjaar 2021 aanpassen (regio Eigen)", report.round.due)
    assert "Te kort" not in f"{notice} {notice.expected}"


def test_accepted_report_is_told_and_asks_nothing(report, people):
    workflow.submit(report=report, by=people["leader"])
    event = workflow.accept(report=report, version_number=1, by=people["national"])

    told = heard(f"report-event-{event.pk}")

    assert set(told) == {people["leader"], people["editor"]}
    assert told[people["editor"]].asks == (
        f"{people['national']}: rapportage 1e halfjaar 2021 geaccepteerd (regio Eigen)"
    )


def test_refused_step_tells_nobody(report, people):
    workflow.submit(report=report, by=people["leader"])
    before = Notice.objects.count()

    with pytest.raises(ValidationError):
        workflow.submit(report=report, by=people["editor"])

    assert Notice.objects.count() == before


def test_second_version_is_told_again(report, people):
    workflow.submit(report=report, by=people["leader"])
    workflow.return_report(report=report, reasons=reason(report), by=people["national"])
    workflow.submit(report=report, by=people["leader"])

    assert Notice.objects.filter(user=people["national"]).count() == 2


def reason(report):
    content = read_content(report.versions.order_by("-number")[0].content)
    return {next(iter(titles_in(content))): "Te kort."}
