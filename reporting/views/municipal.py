"""A municipality answers its own questions in its region's report; of the rest of the draft it sees nothing."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from ghnt import clock
from regions.access import MunicipalityPage
from regions.models import Municipality
from regions.rights import Right
from reporting.access import find_report
from reporting.asked import AskedSection, asked_in
from reporting.due import due_for
from reporting.earlier import earlier_answers
from reporting.forms import ChapterForm
from reporting.models import Answer, Place, ReportRound
from reporting.municipal import municipalities_asked, required_left
from reporting.states import state_of
from reporting.views.answers_page import AnswersPage
from reporting.views.chapter_parts import AskedQuestion
from reporting.views.chosen import next_of
from reporting.views.writing import AnswerSaving


@dataclass(frozen=True)
class MunicipalPage:
    sections: list[tuple[AskedSection, list[AskedQuestion]]]
    proposed: list[AskedQuestion]
    may_write: bool
    due: object
    reads_chapters: bool


class MunicipalParts(MunicipalityPage):
    """Of a round that is open in the region and asks municipalities something; another one is not there."""

    sees = Right.WRITE_MUNICIPAL_ROWS

    @cached_property
    def round(self) -> ReportRound:
        rounds = ReportRound.objects.of(self.region).open_on(clock.today()).filter(code=self.kwargs["code"])
        found = rounds.select_related("question_set", "programme").first()
        if found is None or self.municipality not in municipalities_asked(self.region, found):
            raise Http404
        return found

    @cached_property
    def sections(self):
        found = asked_in(self.round).at(Place.MUNICIPALITY)
        if not found:
            raise Http404
        return found

    @property
    def questions(self):
        return [question for section in self.sections for question in section.questions]

    @property
    def question(self):
        found = next((one for one in self.questions if one.pk == self.kwargs["question"]), None)
        if found is None:
            raise Http404
        return found

    @property
    def about(self) -> dict[str, Municipality]:
        return {"municipality": self.municipality}

    @cached_property
    def names(self):
        return {self.municipality.cbs_code: self.municipality.name}

    @cached_property
    def answers(self):
        answers = Answer.objects.filter(
            report__region=self.region, report__round=self.round, municipality=self.municipality
        )
        return {answer.question_id: answer for answer in answers.select_related("updated_by", "carried_from")}

    def form_of(self, questions, answers=None, **kwargs):
        answers = self.answers if answers is None else answers
        return ChapterForm(questions=questions, answers=answers, municipalities=self.names, **kwargs)


class MunicipalAnswerSave(AnswerSaving, MunicipalParts, View):
    pass


class MunicipalReport(AnswersPage, MunicipalParts, FormView):
    template_name = "reporting/municipal_report.html"

    @cached_property
    def proposed(self):
        earlier, key = earlier_answers(self.region, self.round), self.municipality.pk
        open_ = [one for one in self.questions if not ((found := self.answers.get(one.pk)) and found.text)]
        return {one.pk: found for one in open_ if (found := earlier.carried(one, municipality=key))}

    @property
    def _address(self):
        return [self.municipality.slug, self.round.code]

    def save_url(self, question):
        return reverse("reporting:municipal_answer", args=[*self._address, question.pk])

    def saved(self):
        del self.answers
        left = required_left(self.questions, self.answers)
        questions = "1 verplichte vraag heeft" if left == 1 else f"{left} verplichte vragen hebben"
        told = f"Nog {questions} geen antwoord." if left else "Alle verplichte vragen zijn beantwoord."
        messages.success(self.request, f"De antwoorden van {self.municipality} zijn opgeslagen. {told}")
        return redirect("reporting:municipal_report", *self._address)

    def next_to_confirm(self, answers, actions):
        url = reverse("reporting:municipal_report", args=self._address)
        pk = next_of(self.proposed, answers)
        return f"{url}#vraag-{pk}" if pk else url

    def get_context_data(self, **kwargs):
        context = super().get_context_data(round=self.round, **kwargs)
        asked = self.asked(context["form"])
        by_question = {one.question.pk: one for one in asked}
        context["page"] = MunicipalPage(
            sections=[(one, [by_question[question.pk] for question in one.questions]) for one in self.sections],
            proposed=[one for one in asked if one.proposed],
            may_write=state_of(find_report(self.region, self.round)).is_writable,
            due=due_for(self.round, self.region),
            reads_chapters=self.rights.may(Right.READ_DRAFT_REPORT, self.region),
        )
        return context
