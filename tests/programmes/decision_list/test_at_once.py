"""Two people with one meeting at the same moment, on real transactions."""

from functools import partial

import pytest

from ghnt.ui.editing import EditConflictError
from programmes.decision_list.drafts import DraftValues, save_draft
from programmes.decision_list.fixing import record_decision_list
from programmes.decision_list.reading_back import read_back
from programmes.models import Conclusion, ConclusionDraft, FollowUp, Meeting
from tests import factories
from tests.at_once import at_once
from tests.programmes.decision_list.agendas import draft, put

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
TIMES = 5


def test_one_of_two_secretaries_records_and_the_other_reads_who_was_first():
    for day in range(1, TIMES + 1):
        meeting = factories.MeetingFactory(date=f"2021-06-{day:02}")
        draft(put(meeting), text="Akkoord.", follow_ups=[["Bel", "Ad", ""]])
        seen = read_back(meeting).seen
        people = [factories.UserFactory(), factories.UserFactory()]
        _record = partial(_as_one_of, people, meeting, seen)
        results = at_once(_record)
        assert sum(isinstance(result, list) for result in results) == 1
        refused = next(result for result in results if isinstance(result, list))
        assert "legde de besluitenlijst al vast" in refused[0]
        assert (Conclusion.objects.count(), FollowUp.objects.count()) == (day, day)
        assert Meeting.objects.get(pk=meeting.pk).is_recorded


def _as_one_of(people, meeting, seen):
    return record_decision_list(meeting=Meeting.objects.get(pk=meeting.pk), seen=seen, by=people.pop())


def test_one_of_two_concepts_of_an_item_stands_and_the_other_is_told():
    for day in range(1, TIMES + 1):
        meeting = factories.MeetingFactory(date=f"2021-06-{day:02}")
        item = put(meeting)
        people = [factories.UserFactory(name="Karin"), factories.UserFactory(name="Bram")]
        results = at_once(partial(_type, people, meeting, item))
        standing = ConclusionDraft.objects.get(item=item)
        assert sorted(results) == sorted([f"saved {standing.text}", f"conflict with {standing.text}"])


def _type(people, meeting, item):
    by = people.pop()
    values = DraftValues(text=f"Van {by}")
    try:
        return f"saved {save_draft(meeting=meeting, item=item, seen=None, values=values, by=by).text}"
    except EditConflictError as conflict:
        return f"conflict with {conflict.current.text}"
