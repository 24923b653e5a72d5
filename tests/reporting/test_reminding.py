"""The daily reminders around the due date."""

from datetime import date, timedelta

import pytest

from ghnt import clock
from ghnt.notices.models import Notice
from regions.models import Role
from reporting.models import ReportRound
from reporting.reminding import schedule_reminders, send_reminders
from tests import factories

pytestmark = pytest.mark.django_db
DUE = date(2021, 9, 15)


@pytest.fixture
def region():
    return factories.RegionFactory(name="Eigen")


@pytest.fixture
def leader(region):
    return factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user


@pytest.fixture
def national():
    return factories.RoleAssignmentFactory(role=Role.NATIONAL).user


@pytest.fixture
def round_(region):
    return factories.ReportRoundFactory(due=DUE)


def _days(user, start: int, stop: int) -> list[tuple[int, str]]:
    """What somebody hears on which day, counted from the due date, when the job runs each day."""
    told = []
    for day in range(start, stop):
        with clock.standing_at(DUE + timedelta(days=day)):
            send_reminders()
        known = {key for _, key in told}
        told += [(day, one.key) for one in Notice.objects.filter(user=user) if one.key not in known]
    return [(day, Notice.objects.get(key=key, user=user).what) for day, key in told]


def test_writers_are_reminded_on_the_days_of_the_setting(round_, leader):
    assert _days(leader, -16, 16) == [
        (-14, "rapportage 1e halfjaar 2021 (regio Eigen): nog 14 dagen"),
        (-3, "rapportage 1e halfjaar 2021 (regio Eigen): nog 3 dagen"),
        (1, "rapportage 1e halfjaar 2021 (regio Eigen) is te laat, zij had vóór 15 september 2021 binnen moeten zijn"),
        (7, "rapportage 1e halfjaar 2021 (regio Eigen) is te laat, zij had vóór 15 september 2021 binnen moeten zijn"),
    ]


def test_setting_says_on_which_days(round_, leader, settings):
    settings.REPORT_REMINDER_DAYS = [-1]
    assert [day for day, _ in _days(leader, -3, 3)] == [-1]


def test_worker_that_stood_still_sends_the_last_of_several(round_, leader):
    assert [day for day, _ in _days(leader, -2, 0)] == [-2]
    assert Notice.objects.filter(user=leader).count() == 1


def test_reminder_is_sent_once_however_often_the_job_runs(round_, leader):
    with clock.standing_at(DUE - timedelta(days=3)):
        assert (send_reminders(), send_reminders()) == (1, 0)


def test_extension_moves_the_reminders(round_, region, leader):
    factories.DueExtensionFactory(round=round_, region=region, due=DUE + timedelta(days=14))
    assert [day for day, _ in _days(leader, -3, 16)] == [0, 11, 15]


def test_nobody_is_reminded_of_what_was_handed_in(round_, region, leader):
    report = factories.ReportFactory(region=region, round=round_)
    version = report.versions.create(number=1, schema=1, content="{}", sha256="0", by_name="N")
    report.events.create(version=version, kind="submitted", by_name="N")
    assert _days(leader, -16, 10) == []
    report.events.create(version=version, kind="withdrawn", by_name="N")
    assert [day for day, _ in _days(leader, -16, -10)] == [-14]


def test_nobody_is_reminded_of_a_round_that_did_not_open_or_asks_others(region, leader):
    factories.ReportRoundFactory(opens=DUE - timedelta(days=1), due=DUE, is_for_all=False)
    assert _days(leader, -16, 10) == []
    ReportRound.objects.update(is_for_all=True)
    assert [day for day, _ in _days(leader, -16, 0)] == [-1]


def test_national_team_hears_who_is_late_on_the_day_after(round_, leader, national):
    factories.RegionFactory(name="Ander")
    late = factories.RegionFactory(name="Met uitstel")
    factories.DueExtensionFactory(round=round_, region=late, due=DUE + timedelta(days=30))
    assert _days(national, -2, 12) == [(1, "2 regio’s zijn te laat: Ander, Eigen")]
    assert Notice.objects.get(user=national).url == "/landelijk/rondes/2021-H1/?stand=late"


def test_own_report_is_remembered_to_the_region_alone(region, leader, national):
    factories.OwnRoundFactory(owner=region, due=DUE)
    factories.RegionFactory(name="Ander")
    assert [day for day, _ in _days(leader, -4, 0)] == [-4, -3]
    assert _days(national, -2, 12) == []


def test_schedule_is_made_once(db):
    assert (schedule_reminders(), schedule_reminders()) == (True, False)
