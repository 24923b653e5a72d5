"""What only grows: the database itself refuses to change or delete a row, whoever asks."""

from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from ghnt import clock
from ghnt.audit.insert_only import INSERT_ONLY
from programmes.models import ProposalSource, ProposalVersionFile
from programmes.proposal_versions import fix_version
from reporting import workflow
from reporting.models import ExactView, Scan, ScanRound, ScanVersion
from tests import factories

pytestmark = pytest.mark.django_db

# A column that every row has, and another value for it.
COLUMNS = {
    "programmes.Conclusion": "text",
    "programmes.Remark": "text",
    "programmes.ProposalSource": "text",
    "programmes.ProposalVersion": "content",
    "programmes.ProposalVersionFile": "title",
    "programmes.SubjectConclusion": "text",
    "programmes.ProgrammeVersion": "content",
    "programmes.ProgrammeEvent": "basis",
    "reporting.ReportVersion": "content",
    "reporting.ReportEvent": "by_name",
    "reporting.ReturnReason": "text",
    "reporting.DueExtension": "reason",
    "reporting.SignalAnswer": "text",
    "reporting.PublicRelease": "content",
    "reporting.PublicWithdrawal": "reason",
    "reporting.Figure": "note",
    "reporting.ExactView": "channel",
    "reporting.ScanVersion": "content",
    "actions.BottleneckStep": "text",
}


@pytest.fixture(autouse=True)
def _rows():
    factories.RemarkFactory()
    factories.ProgrammeEventFactory()
    proposal = factories.ProposalFactory()
    ProposalSource.objects.create(proposal=proposal, text="Formulier", by_name="Noor de Wit")
    version, _ = fix_version(proposal=proposal, note="Eerste stukken", by=factories.UserFactory())
    ProposalVersionFile.objects.create(version=version, file=factories.StoredFileFactory(), title="Begroting")
    factories.SubjectConclusionFactory()
    with clock.standing_at(date(2021, 7, 12)):
        report, user = factories.ReportFactory(), factories.UserFactory()
        factories.QuestionFactory(question_set=report.round.question_set, is_required=False)
        workflow.submit(report=report, by=user)
        workflow.return_report(report=report, reasons={"samenvatting": "Te kort."}, by=user)
    factories.DueExtensionFactory(round=report.round, region=report.region)
    factories.SignalAnswerFactory()
    factories.PublicWithdrawalFactory()
    figure = factories.FigureFactory()
    ExactView.objects.create(
        user=user, user_name="Noor", region=report.region, indicator=figure.indicator, channel="page"
    )
    _scan_version(report.region)
    factories.BottleneckStepFactory()


def _scan_version(region):
    days = {"opens": date(2021, 1, 1), "due": date(2021, 2, 1), "reference_date": date(2021, 1, 1)}
    round_ = ScanRound.objects.create(list=factories.ScanListFactory(), region=region, **days)
    scan = Scan.objects.create(round=round_)
    ScanVersion.objects.create(scan=scan, number=1, content="{}", sha256="0" * 64, by_name="Noor")


def _refused(sql: str, model) -> None:
    before = list(model.objects.order_by("pk").values())
    assert before
    with pytest.raises(DatabaseError, match="groeit alleen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(model.objects.order_by("pk").values()) == before


def test_insert_only_columns_name_every_table():
    assert set(COLUMNS) == set(INSERT_ONLY)


@pytest.mark.parametrize("label", INSERT_ONLY)
def test_insert_only_refuses_update(label):
    model = apps.get_model(label)
    _refused(f"UPDATE {model._meta.db_table} SET {COLUMNS[label]} = 'anders'", model)


@pytest.mark.parametrize("label", INSERT_ONLY)
def test_insert_only_refuses_delete(label):
    model = apps.get_model(label)
    _refused(f"DELETE FROM {model._meta.db_table}", model)


@pytest.mark.postgresql
@pytest.mark.parametrize("label", INSERT_ONLY)
def test_insert_only_refuses_truncate(label):
    model = apps.get_model(label)
    connection.check_constraints()  # PostgreSQL truncates nothing while foreign keys of this transaction wait
    _refused(f"TRUNCATE {model._meta.db_table} CASCADE", model)


def test_insert_only_refuses_the_orm_too():
    event = apps.get_model("reporting.ReportEvent").objects.first()
    event.by_name = "Iemand anders"
    with pytest.raises(DatabaseError, match="groeit alleen"), transaction.atomic():
        event.save()
