"""One small form per block or measure: the answer, with a reason."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from ghnt.ui.fields import LightTextField
from programmes.coverage import REASON_NEEDED, Answer
from programmes.models import Stance

NO_ANSWER = "Nog geen antwoord"


class StanceForm(forms.Form):
    stance = forms.ChoiceField(
        label="Keuze",
        choices=[*Stance.choices, ("", NO_ANSWER)],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = LightTextField(label="Reden", required=False, rows=2, hint=False)
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, row, **kwargs):
        """`row`: a CoverageRow, what the page shows beside the form."""
        initial = {
            "stance": row.stance or "",
            "reason": row.reason,
            "version": row.answer.version if row.answer else None,
        }
        super().__init__(*args, initial=initial, prefix=f"antwoord-{row.entry.pk}", **kwargs)
        self.row = row
        self.theirs = None  # what a colleague chose meanwhile

    def clean(self):
        data = super().clean()
        reason = data.get("reason", "")
        if data.get("stance") == Stance.NOT and not reason and "reason" not in self.errors:
            self.add_error("reason", REASON_NEEDED)
        if data.get("stance") == "" and reason:
            self.add_error("stance", "Kies een antwoord bij deze reden, of maak de reden leeg.")
        return data

    @property
    def answer(self):
        data = self.cleaned_data
        stance = Stance(data["stance"]) if data["stance"] else None
        return Answer(self.row.entry.pk, stance, data["reason"], data["version"])

    @property
    def error_links(self):
        """(id of the field, message) for the summary on top of the page; the number tells the rows apart."""
        return [
            (self._place(field), f"{self.row.entry.code}: {message}")
            for field, messages in self.errors.items()
            for message in messages
        ]

    def _place(self, field):
        if field == NON_FIELD_ERRORS:
            return self.prefix
        return f"{self[field].auto_id}_0" if field == "stance" else self[field].id_for_label
