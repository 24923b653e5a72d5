"""The page of one meeting: its agenda, and what was concluded once the decision list is fixed."""

from dataclasses import dataclass

from django.views.generic import TemplateView

from programmes.decision_list.states import ALLOWED, Stage, Verb, stage_of
from programmes.follow_ups import open_before
from programmes.meeting_page import MeetingItem, attendance_of, items_of
from programmes.models import FollowUp, ReviewBundle
from programmes.views.decision_pages import MeetingPage
from regions.rights import Right

MOST = 20


@dataclass(frozen=True)
class MeetingBoard:
    """The items of a meeting, what this visitor may do now, and the actiepunten around it."""

    rows: tuple[MeetingItem, ...]
    stage: Stage
    verbs: frozenset[Verb]
    may_record: bool
    is_waiting: bool  # the day is there, items are, and nothing is fixed
    general: tuple[FollowUp, ...]  # actiepunten of the meeting as a whole
    still_open: tuple[FollowUp, ...]  # of earlier meetings of the same body
    left_out: int
    bundle: ReviewBundle | None
    attendance: tuple[tuple[str, str], ...]  # "Aanwezig", and who

    @property
    def may_correct(self):
        return Verb.CORRECT in self.verbs

    @property
    def may_type(self):
        return Verb.DRAFT in self.verbs

    @property
    def is_recorded(self):
        return self.stage is Stage.RECORDED

    @property
    def is_coming(self):
        return self.stage is Stage.COMING


class MeetingDetail(MeetingPage, TemplateView):
    template_name = "programmes/meeting_detail.html"
    writes = False

    def get_context_data(self, **kwargs):
        rows = tuple(items_of(self.meeting, self.rights))
        stage = stage_of(self.meeting)
        before = () if stage in (Stage.RECORDED, Stage.CANCELLED) else open_before(self.meeting, self.rights)
        still_open = list(before[: MOST + 1])
        board = MeetingBoard(
            rows=rows,
            stage=stage,
            verbs=ALLOWED[stage] if self.may_record else frozenset(),
            may_record=self.may_record,
            is_waiting=stage is Stage.OPEN and self.may_record and bool(rows),
            general=tuple(self.meeting.follow_ups.filter(item__isnull=True)),
            still_open=tuple(still_open[:MOST]),
            left_out=len(still_open) - MOST,
            bundle=self._bundle(),
            attendance=tuple(attendance_of(self.meeting)),
        )
        return super().get_context_data(meeting=self.meeting, region=self.region, board=board, **kwargs)

    def _bundle(self):
        """What the municipalities were sent, for who may read their answers."""
        if not self.rights.may(Right.READ_MUNICIPAL_ROWS, self.region):
            return None
        return ReviewBundle.objects.filter(meeting=self.meeting).first()
