"""Forms of a conclusion: recording one, correcting one."""

from django import forms
from django.core.exceptions import ValidationError

from ghnt.ui.fields import DutchDateField
from ghnt.ui.text import normalise, refuse_long
from programmes.decision_lists import LIKELY_OUTCOMES
from programmes.models import Outcome

NOT_YET = "Nog niet behandeld"
EMPTY_REMARKS = 3


class PastedField(forms.CharField):
    """Keeps what was pasted as it is: the tags go when it is stored, and their source is kept beside it."""

    def __init__(self, *, rows, **kwargs):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        text = super().to_python(normalise(str(value)) if value else value)
        refuse_long(text or "")
        return text


def outcome_choices(outcomes, purpose):
    """The outcomes with those that are likely for the purpose in front."""
    likely = LIKELY_OUTCOMES.get(purpose, ())
    ordered = sorted(outcomes, key=lambda outcome: (outcome.code not in likely, outcome.order))
    return [("", NOT_YET), *((outcome.pk, outcome.label) for outcome in ordered)]


class ConclusionForm(forms.Form):
    """The outcome, the literal text, a field for each remark. Without an outcome the step stays open."""

    outcome = forms.ModelChoiceField(
        Outcome.objects.all(),
        label="Uitkomst",
        required=False,
        empty_label=NOT_YET,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een uitkomst uit de lijst."},
    )
    text = PastedField(label="Letterlijke conclusie", rows=3, help_text="Schrijf niets over personen of gezinnen.")

    def __init__(self, *args, purpose="", remarks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcome_choices(Outcome.objects.all(), purpose)
        self.typed = self._typed_remarks() if self.is_bound else list(remarks)

    def _typed_remarks(self):
        values = self.data.getlist(self.add_prefix("remark")) if hasattr(self.data, "getlist") else []
        return [normalise(value).strip() for value in values if value.strip()]

    @property
    def remark_name(self):
        return self.add_prefix("remark")

    @property
    def remark_fields(self):
        """Number and text of each field: what was typed, and empty ones behind it."""
        asks_more = self.is_bound and self.data.get("more") == self.remark_name
        more = max(EMPTY_REMARKS - len(self.typed), 1) + asks_more
        return list(enumerate([*self.typed, *[""] * more], 1))

    def clean(self):
        cleaned = super().clean()
        for number, remark in enumerate(self.typed, 1):
            try:
                refuse_long(remark)
            except ValidationError as error:
                self.add_error(None, f"Opmerking {number}: {' '.join(error.messages)}")
        if (cleaned.get("text") or self.typed) and not cleaned.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", "Kies een uitkomst bij deze conclusie, of maak de tekst leeg.")
        return cleaned


class OneConclusionForm(ConclusionForm):
    """For a page about one conclusion, so that an outcome is asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = True
        self.fields["outcome"].error_messages["required"] = "Kies een uitkomst."
        self.fields["outcome"].choices = self.fields["outcome"].choices[1:]


class StepConclusionForm(OneConclusionForm):
    """What a body concluded on a day without a meeting page."""

    date = DutchDateField(label="Datum", error_messages={"required": "Vul in wanneer het overleg dit besloot."})


class SubjectCorrectionForm(forms.Form):
    text = PastedField(label="Letterlijke conclusie", rows=4, help_text="Schrijf niets over personen of gezinnen.")
    reason = forms.CharField(
        label="Waarom verbetert u de conclusie?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf waarom u de conclusie verbetert."},
    )


class CorrectionForm(OneConclusionForm):
    reason = forms.CharField(
        label="Waarom verbetert u de conclusie?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf waarom u de conclusie verbetert."},
    )
