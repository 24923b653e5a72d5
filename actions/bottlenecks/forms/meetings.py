"""What people fill in around meetings: planning one, what is put on its agenda, what it said."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from actions.bottlenecks.answering import Said, choices_for, needs_text
from actions.bottlenecks.meetings import body_choices
from ghnt import clock
from ghnt.ui.fields import DutchDateField, DutchTimeField, LightTextField
from ghnt.ui.forms import Row, form_helper
from programmes.models import Meeting

NOT_TREATED = "Nog niet behandeld"


class NationalMeetingForm(forms.ModelForm):
    body = forms.ChoiceField(label="Overleg", error_messages={"required": "Kies een overleg."})
    date = DutchDateField(label="Datum", error_messages={"required": "Vul de datum van de vergadering in."})
    starts_at = DutchTimeField(label="Van", required=False)
    ends_at = DutchTimeField(label="Tot", required=False)
    papers_due = DutchDateField(label="Stukken uiterlijk op", required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ("date", "starts_at", "ends_at", "place", "papers_due", "state")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["body"].choices = [("", "Kies een overleg"), *body_choices(clock.today())]
        self.fields["place"].widget.attrs["class"] = "field-name"
        if self.instance.pk:
            del self.fields["body"]
            first, last = (), ("state",)
        else:
            del self.fields["state"]
            first, last = ("body",), ()
        layout = (*first, Row("date", "starts_at", "ends_at"), "place", "papers_due", *last, "seen_version")
        self.helper = form_helper(*layout, submit="Vergadering opslaan", cancel_url=cancel_url)

    def clean(self):
        cleaned = super().clean()
        papers, day = cleaned.get("papers_due"), cleaned.get("date")
        if papers and day and papers > day:
            self.add_error("papers_due", "Deze dag ligt na de vergadering. Kies een eerdere dag, of maak het leeg.")
        return cleaned


class ItemNoteForm(forms.Form):
    note = LightTextField(label="Wat vraagt u aan dit overleg?", required=False, rows=3)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Vraag opslaan", cancel_url=cancel_url)


class AnswerForm(forms.Form):
    """What the meeting said of one item."""

    choice = forms.ChoiceField(
        label="Wat zei het overleg?",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Een collega was u voor. Kies opnieuw."},
    )
    text = LightTextField(label="Antwoord of toelichting", required=False, rows=4)
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, row, meeting, **kwargs):
        super().__init__(*args, prefix=f"punt-{row.item.pk}", **kwargs)
        self.row = row
        self.initial["seen_version"] = row.bottleneck.version
        self.fields["choice"].choices = [("", NOT_TREATED), *choices_for(meeting, row.bottleneck)]
        self.initial.setdefault("choice", "")

    @property
    def can_be_said(self):
        return len(self.fields["choice"].choices) > 1

    def clean(self):
        cleaned = super().clean()
        choice, text = cleaned.get("choice", ""), cleaned.get("text", "")
        if text and not choice and "choice" not in self.errors:
            self.add_error("choice", "Kies wat het overleg zei, of maak de tekst leeg.")
        if needs_text(choice) and not text:
            self.add_error("text", ValidationError("Schrijf in een of twee zinnen wat het overleg zei."))
        return cleaned

    @property
    def said(self):
        cleaned = self.cleaned_data
        return Said(cleaned["choice"], cleaned["text"], cleaned["seen_version"] or 0)
