"""What all regions answered to one question, as a page and as a workbook; all questions as one workbook."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from regions.rights import Right
from reporting.all_answers.collecting import AllAnswers, answers_to, read_all
from reporting.all_answers.forms import QuestionForm
from reporting.all_answers.sheets import all_sheets, question_sheet, tally_sheet
from reporting.asked import Asked, asked_in
from reporting.models import ReportRound
from reporting.reading import sealed_reports
from reporting.rounds import asked_regions, open_round
from reporting.views.national import NationalPage


class AnswersPage(NationalPage):
    @cached_property
    def round(self):
        """The one asked for, else the latest regular one."""
        code = self.request.GET.get("ronde", "")
        rounds = ReportRound.objects.national().open_on(clock.today()).select_related("question_set")
        return get_object_or_404(rounds.with_code(code)) if code else open_round(clock.today())

    @cached_property
    def asked(self):
        return asked_in(self.round) if self.round else Asked(())

    @cached_property
    def questions(self):
        return [question for one in self.asked.sections for question in one.questions]

    @cached_property
    def question(self):
        """The one asked for, else the first; a question of another round is none of this one."""
        key = self.request.GET.get("vraag", "")
        return next((one for one in self.questions if one.key == key), None) or next(iter(self.questions), None)

    @cached_property
    def regions(self):
        """Those that were asked, of an adviser the own ones."""
        asked = asked_regions(self.round, clock.today())
        own = self.request.rights.regions(Right.READ_SUBMITTED_REPORT)
        return list(asked if own is None else asked.filter(pk__in=own))

    @cached_property
    def read(self):
        return read_all(sealed_reports(self.request.rights, self.round, self.regions))

    def answers_to(self, question):
        return answers_to(question, self.regions, self.read)


@dataclass(frozen=True)
class AnswersShown:
    round: ReportRound | None
    answers: AllAnswers | None
    query: str


class AllAnswersPage(AnswersPage, TemplateView):
    template_name = "reporting/all_answers.html"

    def get_context_data(self, **kwargs):
        question = self.question
        chosen = {"ronde": self.round.code if self.round else "", "vraag": question.key if question else ""}
        page = AnswersShown(
            round=self.round,
            answers=self.answers_to(question) if question else None,
            query=f"?ronde={chosen['ronde']}&vraag={chosen['vraag']}",
        )
        return super().get_context_data(page=page, filter_form=QuestionForm(chosen, asked=self.asked), **kwargs)


class AnswersWorkbook(AnswersPage, View):
    """Of the one question in the address, or with `alle` of all of the round."""

    def get(self, request, *args, **kwargs):
        if self.question is None:
            raise Http404
        if "alle" in request.GET:
            sheets = all_sheets([self.answers_to(question) for question in self.questions])
            return workbook_response(f"antwoorden-{self.round.code}", sheets, about=(f"Uitvraag {self.round}",))
        found = self.answers_to(self.question)
        sheets = [question_sheet(found), *([tally_sheet(found)] if found.tally else [])]
        about = (f"Uitvraag {self.round}", self.question.text)
        return workbook_response(f"antwoorden-{self.round.code}-{self.question.key}", sheets, about=about)
