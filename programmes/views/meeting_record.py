"""The page that reads a decision list back and fixes it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.views.generic import TemplateView

from programmes.decision_list.fixing import record_decision_list
from programmes.decision_list.reading_back import ReadBack, read_back
from programmes.decision_list.states import ALLOWED, Verb, stage_of
from programmes.views.decision_pages import MeetingPage


@dataclass(frozen=True)
class RecordingPage:
    told: ReadBack
    may_record: bool  # the day is there
    errors: tuple[tuple[str, str], ...] = ()


class DecisionListRecord(MeetingPage, TemplateView):
    """Reads everything back; then "Besluitenlijst vastleggen" fixes exactly that."""

    template_name = "programmes/meeting_record.html"

    def get(self, request, *args, **kwargs):
        if Verb.DRAFT not in ALLOWED[stage_of(self.meeting)]:
            return HttpResponseRedirect(self.meeting.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        told = read_back(self.meeting)
        may_record = Verb.RECORD in ALLOWED[stage_of(self.meeting)]
        page = RecordingPage(told, may_record, kwargs.pop("errors", ()))
        return super().get_context_data(meeting=self.meeting, region=self.region, page=page, **kwargs)

    def post(self, request, *args, **kwargs):
        seen = request.POST.get("seen", "")
        try:
            recorded = record_decision_list(meeting=self.meeting, seen=seen, by=request.user)
        except ValidationError as refusal:
            errors = tuple(("", message) for message in refusal.messages)
            return self.render_to_response(self.get_context_data(errors=errors), status=409)
        if not recorded.again:
            messages.success(request, _recorded_words(recorded))
        return HttpResponseRedirect(self.meeting.get_absolute_url())


def _counted(number, one, more):
    return [f"1 {one}" if number == 1 else f"{number} {more}"] if number else []


def _recorded_words(recorded):
    told = [
        *_counted(recorded.conclusions, "conclusie", "conclusies"),
        *_counted(recorded.subjects, "conclusie bij een eigen onderwerp", "conclusies bij eigen onderwerpen"),
        *_counted(recorded.follow_ups, "actiepunt", "actiepunten"),
    ]
    words = f"Besluitenlijst vastgelegd: {', '.join(told)}." if told else "Besluitenlijst vastgelegd."
    left = _counted(recorded.left_open, "voorstel wacht", "voorstellen wachten")
    return f"{words} {left[0]} op een nieuwe datum." if left else words
