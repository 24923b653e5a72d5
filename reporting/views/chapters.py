"""One chapter of a report, to read together with what the actions say, and to write."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from regions.rights import Right
from reporting.access import RoundPage
from reporting.answering import save_answers
from reporting.chapter_keys import node_of
from reporting.chapter_list import Chapter
from reporting.chapters import chapters_of
from reporting.collecting import collect
from reporting.content import LineChapter
from reporting.earlier import earlier_answers
from reporting.forms import ChapterForm
from reporting.models import Answer, QuestionScope
from reporting.screen import ReportScreen, screen_of
from reporting.states import Verb


@dataclass(frozen=True)
class AskedQuestion:
    """A question on the page: its field, last time's answer, and what a colleague wrote meanwhile."""

    field: object
    seen: object
    earlier: str
    conflict: Answer | None


@dataclass(frozen=True)
class ChapterPage:
    chapter: Chapter
    following: Chapter | None
    questions: list[AskedQuestion]
    line: LineChapter | None
    screen: ReportScreen
    may_write: bool


class ReportChapter(RoundPage, FormView):
    needs = Right.WRITE_REPORT
    form_class = ChapterForm
    template_name = "reporting/report_chapter.html"
    conflicts: dict[int, Answer] = {}

    @cached_property
    def chapters(self):
        return chapters_of(self.region, self.round)

    @cached_property
    def chapter(self) -> Chapter:
        found = self.chapters.find(self.kwargs["chapter"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def node(self) -> OutlineNode | None:
        pk = node_of(self.chapter.key)
        return None if pk is None else get_object_or_404(OutlineNode, pk=pk, programme__region=self.region)

    @cached_property
    def questions(self):
        scope = QuestionScope.REPORT if self.node is None else QuestionScope.NODE
        asked = self.round.question_set.questions.filter(scope=scope)
        return list(asked if self.node else asked.filter(chapter=self.chapter.key))

    @cached_property
    def answers(self):
        answers = Answer.objects.filter(report__region=self.region, report__round=self.round, node=self.node)
        return {answer.question_id: answer for answer in answers.select_related("updated_by")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"questions": self.questions, "answers": self.answers}

    def form_valid(self, form):
        try:
            save_answers(
                region=self.region,
                round=self.round,
                node=self.node,
                written=form.written(),
                by=self.request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.refused(form)
        except EditConflictError:
            return self.lost_race(form)
        messages.success(self.request, f"‘{self.chapter.title}’ is opgeslagen.")
        following = self.chapters.after(self.chapter.key) if "next" in self.request.POST else None
        if following:
            return redirect("reporting:report_chapter", self.region.slug, self.round.half_year, following.key)
        return redirect("reporting:report_detail", self.region.slug, self.round.half_year)

    def lost_race(self, form):
        """Both texts on the page; the form carries the other's version, so that saving again is a choice."""
        del self.answers
        for one in form.written():
            answer = self.answers.get(one.question.pk)
            if answer and answer.version != one.seen and answer.text != one.text:
                self.conflicts = self.conflicts | {one.question.pk: answer}
        form.data = form.data.copy()
        for pk, answer in self.answers.items():
            form.data[f"seen_{pk}"] = answer.version
        form.add_error(None, "Een collega wijzigde deze tekst terwijl u schreef. Uw tekst is nog niet opgeslagen.")
        return self.refused(form)

    def refused(self, form):
        response = self.form_invalid(form)
        response.status_code = 409
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        content = collect(self.region, self.round, version=1, written_by=str(self.request.user))
        context["page"] = ChapterPage(
            chapter=self.chapter,
            following=self.chapters.after(self.chapter.key),
            questions=self.asked(context["form"]),
            line=next((line for line in content.lines if line.key == self.chapter.key), None),
            screen=screen_of(content),
            may_write=self.may(Verb.WRITE),
        )
        return context

    def asked(self, form):
        earlier = earlier_answers(self.region, self.round, self.node)
        return [
            AskedQuestion(
                field=form[f"text_{question.pk}"],
                seen=form[f"seen_{question.pk}"],
                earlier=earlier.get(question.key, ""),
                conflict=self.conflicts.get(question.pk),
            )
            for question in self.questions
        ]
