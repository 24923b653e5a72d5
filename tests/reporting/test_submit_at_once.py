"""Two people submit or judge at the same moment, on real transactions."""

import pytest

from reporting import workflow
from reporting.models import ReportEvent, ReportVersion
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_two_submits_at_once_make_one_version():
    report, user = factories.ReportFactory(), factories.UserFactory()
    results = at_once(lambda: workflow.submit(report=report, by=user))
    assert sum(isinstance(result, ReportVersion) for result in results) == 1
    assert ReportVersion.objects.count() == 1
    assert ReportEvent.objects.count() == 1


def test_two_acceptances_at_once_make_one_event():
    report, user = factories.ReportFactory(), factories.UserFactory()
    workflow.submit(report=report, by=user)
    results = at_once(lambda: workflow.accept(report=report, version_number=1, by=user))
    assert sum(isinstance(result, ReportEvent) for result in results) == 1
    assert ReportEvent.objects.count() == 2


def test_a_return_and_an_acceptance_at_once_give_one_of_both():
    report, user = factories.ReportFactory(), factories.UserFactory()
    workflow.submit(report=report, by=user)
    verbs = iter(
        [
            lambda: workflow.accept(report=report, version_number=1, by=user),
            lambda: workflow.return_report(report=report, reasons={"samenvatting": "Te kort."}, by=user),
        ]
    )
    results = at_once(lambda: next(verbs)())
    assert sum(isinstance(result, ReportEvent) for result in results) == 1
    assert ReportEvent.objects.count() == 2
