"""Two people plan the same day of the same body at the same moment, on real transactions."""

from datetime import date

import pytest

from programmes import meeting_dates
from programmes.models import Meeting
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_one_of_two_plans_the_day_and_the_other_reads_why_not():
    for _time in range(5):
        body = factories.BodyFactory()

        def plan(body=body):
            return meeting_dates.plan_meeting(meeting=Meeting(body=body, date=date(2021, 9, 1)))

        results = at_once(plan)
        assert sorted(map(str, results)) == sorted([str(Meeting.objects.get(body=body)), str([meeting_dates.SAME_DAY])])


def test_of_two_series_with_one_day_in_common_one_is_planned_whole():
    body = factories.BodyFactory()
    planned = meeting_dates.Series(body, (date(2021, 9, 1), date(2021, 10, 6)))
    results = at_once(lambda: len(meeting_dates.plan_series(series=planned)))
    assert sorted(map(str, results)) == sorted(["2", str([meeting_dates.SAME_DAY])])
    assert Meeting.objects.filter(body=body).count() == 2
