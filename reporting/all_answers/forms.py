from __future__ import annotations

from django import forms

from ghnt import clock
from ghnt.ui.forms import filter_helper
from reporting.models import ReportRound


class QuestionForm(forms.Form):
    """Which question of which round; the questions are those of the round that is shown."""

    ronde = forms.ModelChoiceField(
        ReportRound.objects.none(), label="Ronde", required=False, to_field_name="code", empty_label=None
    )
    vraag = forms.ChoiceField(label="Vraag", required=False)

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = ReportRound.objects.national().open_on(clock.today())
        self.fields["vraag"].choices = [
            (one.section.title, [(question.key, question.text) for question in one.questions]) for one in asked.sections
        ]
        self.helper = filter_helper("ronde", "vraag", submit="Toon antwoorden")
