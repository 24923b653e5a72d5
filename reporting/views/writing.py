"""An answer that saves itself while it is typed. Answers with words for the place beside the field, never the field."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.generic import View

from ghnt.ui.editing import EditConflictError
from reporting.answer_kinds import told
from reporting.answering import save_answers
from reporting.models import Answer, Question, QuestionKind
from reporting.views.chapter_parts import ChapterParts


@dataclass(frozen=True)
class AnswerState:
    """`result`: saved, conflict (a colleague was first, `answer` is theirs), invalid, or closed (handed in)."""

    result: str
    question: Question
    answer: Answer | None = None
    errors: tuple[str, ...] = ()
    told: str = ""

    @property
    def is_text(self):
        return self.question.kind == QuestionKind.TEXT


_STATUS = {"saved": 200, "conflict": 409, "closed": 409, "invalid": 422}


class AnswerSaving:
    """Mixed into a view that knows its question, its form, and what it is about."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        state = self._save(self.question)
        return render(request, "reporting/_answer_state.html", {"state": state}, status=_STATUS[state.result])

    def _save(self, question) -> AnswerState:
        form = self.form_of([question], data=self.request.POST)
        if not form.is_valid():
            errors = [words for found in form.errors.values() for words in found]
            return AnswerState("invalid", question, errors=tuple(errors))
        try:
            saved = save_answers(
                region=self.region,
                round=self.round,
                written=form.written(),
                by=self.request.user,
                is_typing=True,
                **self.about,
            )
        except EditConflictError as conflict:
            theirs: Any = conflict.current
            return AnswerState("conflict", question, theirs, told=told(question, theirs.text, self.names))
        except ValidationError as refusal:
            return AnswerState("closed", question, errors=tuple(refusal.messages))
        return AnswerState("saved", question, saved[0] if saved else None)


class AnswerSave(AnswerSaving, ChapterParts, View):
    """One question of a chapter."""
