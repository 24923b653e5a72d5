"""What every view of one chapter finds by its address: the node it is about, its questions, their answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from ghnt import clock
from programmes.models import OutlineNode
from programmes.outline import programme_for
from regions.rights import Right
from reporting.access import RoundPage
from reporting.answer_kinds import told
from reporting.asked import asked_in
from reporting.chapter_keys import node_of
from reporting.earlier import EarlierAnswer
from reporting.forms import ChapterForm
from reporting.models import Answer, Place, Question, QuestionKind
from reporting.region_facts import municipality_names


@dataclass(frozen=True)
class AskedQuestion:
    """A question on the page: its field and version, what stands there now, what stood there last time.

    `proposed`: last time's answer can be taken over unchanged. `conflict`: what a colleague wrote meanwhile.
    """

    question: Question
    field: object
    seen: object
    answer: Answer | None
    earlier: EarlierAnswer | None
    proposed: bool
    names: Mapping[str, str]
    conflict: Answer | None = None
    save_url: str = ""

    @property
    def is_text(self):
        return self.question.kind == QuestionKind.TEXT

    @property
    def told(self):
        return told(self.question, self.answer.text, self.names) if self.answer else ""

    @property
    def told_earlier(self):
        return told(self.earlier.question, self.earlier.text, self.names) if self.earlier else ""

    @property
    def told_conflict(self):
        return told(self.question, self.conflict.text, self.names) if self.conflict else ""


class ChapterParts(RoundPage):
    """For the writers of a region."""

    needs = Right.WRITE_REPORT

    @cached_property
    def node(self) -> OutlineNode | None:
        """The top node that the chapter is about, in the outline as it is now."""
        pk = node_of(self.kwargs["chapter"])
        if pk is None:
            return None
        programme = programme_for(self.region, self.round.half_year, on=clock.today())
        tops = OutlineNode.objects.filter(programme=programme, parent=None, removed_at=None)
        return get_object_or_404(tops, pk=pk)

    @cached_property
    def questions(self) -> list[Question]:
        """What the region itself answers in this chapter."""
        asked = asked_in(self.round)
        if self.node:
            return list(asked.questions_at(Place.LINE))
        section = asked.find(self.kwargs["chapter"])
        return list(section.questions) if section and section.section.place in (Place.FIRST, Place.LAST) else []

    @property
    def question(self) -> Question:
        """The one in the address."""
        found = next((one for one in self.questions if one.pk == self.kwargs["question"]), None)
        if found is None:
            raise Http404
        return found

    @property
    def about(self):
        return {"node": self.node}

    @cached_property
    def names(self):
        return municipality_names(self.region, self.round.half_year.end)

    @cached_property
    def answers(self) -> dict[int, Answer]:
        answers = Answer.objects.filter(
            report__region=self.region, report__round=self.round, node=self.node, municipality=None
        )
        return {answer.question_id: answer for answer in answers.select_related("updated_by", "carried_from")}

    def form_of(self, questions, answers=None, **kwargs):
        answers = self.answers if answers is None else answers
        return ChapterForm(questions=questions, answers=answers, municipalities=self.names, **kwargs)
