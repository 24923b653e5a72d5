"""A meeting whose decision list is fixed, with a subject of its own and an actiepunt."""

from datetime import date

from programmes.models import MeetingState
from tests import factories


def put_decision_lists(home) -> None:
    meeting = factories.MeetingFactory(
        body=home.body, date=date(2021, 6, 3), state=MeetingState.HELD, recorded_at="2021-06-04T10:00:00Z"
    )
    item = factories.AgendaItemFactory(meeting=meeting, subject="Mededelingen")
    said = factories.SubjectConclusionFactory(item=item)
    follow_up = factories.FollowUpFactory(meeting=meeting, item=item, due=date(2021, 9, 1))
    home.around |= {"recorded_meeting": meeting.pk, "subject_conclusion": said.pk, "follow_up": follow_up.pk}
