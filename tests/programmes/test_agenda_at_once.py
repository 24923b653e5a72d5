"""Two secretaries put the same step on an agenda at the same moment, on real transactions."""

from functools import partial

import pytest

from programmes import meetings
from programmes.models import AgendaItem, RouteStep
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def _put(meeting, step):
    return meetings.put_on_agenda(meeting=meeting, step=RouteStep.objects.get(pk=step.pk))


def test_one_of_two_gets_the_step_on_the_agenda_and_the_other_reads_why_not():
    for _time in range(10):
        step = factories.RouteStepFactory()
        meeting = factories.MeetingFactory(body=step.body)
        results = at_once(partial(_put, meeting, step))
        assert sorted(map(str, results)) == sorted([str(AgendaItem.objects.get(step=step)), str([meetings.TAKEN])])
