"""What people fill in around a report: the answers of a chapter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from ghnt.ui.forms import form_helper
from reporting.answer_fields import answer_field
from reporting.answering import Written
from reporting.models import Answer, Question


class ChapterForm(forms.Form):
    """A field of its kind per question, with the version of each answer as it was read. Empty is allowed while writing.

    `municipalities`: {CBS code: name}, for questions that are asked of each municipality.
    """

    def __init__(
        self,
        *args,
        questions: Iterable[Question],
        answers: Mapping[int, Answer],
        municipalities: Mapping[str, str] | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            answer = answers.get(question.pk)
            optional = "" if question.is_required else " (niet verplicht)"
            self.fields[f"text_{question.pk}"] = answer_field(
                question,
                text=answer.text if answer else "",
                municipalities=municipalities,
                label=f"{question.text}{optional}",
            )
            self.fields[f"seen_{question.pk}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=answer.version if answer else None
            )
        self.helper = form_helper(form_tag=False)
        self.helper.hide_optional = True

    def written(self) -> list[Written]:
        return [
            Written(question, self.cleaned_data[f"text_{question.pk}"], self.cleaned_data[f"seen_{question.pk}"])
            for question in self.questions
        ]
