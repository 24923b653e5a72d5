"""One small form per action: what becomes of it."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from actions.destinies import Chosen
from actions.destinies.choosing import TO_WHOM
from actions.models import Destiny
from ghnt.ui.fields import LightTextField

NO_CHOICE = "Nog niet gekozen"


class DestinyForm(forms.Form):
    choice = forms.ChoiceField(
        label="Wat gebeurt ermee?",
        choices=[*Destiny.choices, ("", NO_CHOICE)],
        widget=forms.RadioSelect,
        required=False,
    )
    to = forms.CharField(label="Naar wie gaat de actie over?", max_length=160, required=False)
    note = LightTextField(label="Toelichting", required=False, rows=2, hint=False)
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, row, **kwargs):
        """`row`: a DestinyRow, what the page shows beside the form."""
        stands = row.destiny
        initial = {
            "choice": stands.choice if stands else "",
            "to": stands.to if stands else "",
            "note": stands.note if stands else "",
            "version": stands.version if stands else None,
        }
        super().__init__(*args, initial=initial, prefix=f"actie-{row.action.pk}", **kwargs)
        self.row = row
        self.theirs = None  # what a colleague chose meanwhile

    def clean(self):
        data = super().clean()
        if data.get("choice") == Destiny.TRANSFER and not data.get("to"):
            self.add_error("to", TO_WHOM)
        if not data.get("choice") and (data.get("to") or data.get("note")):
            self.add_error("choice", "Kies wat er met de actie gebeurt, of maak de andere velden leeg.")
        return data

    @property
    def chosen(self):
        data = self.cleaned_data
        choice = Destiny(data["choice"]) if data["choice"] else None
        return Chosen(self.row.action.pk, choice, data["to"], data["note"], data["version"])

    def refuse(self, theirs):
        """A colleague was first: both choices stay on the page, and saving again chooses knowingly."""
        self.theirs = theirs
        words = theirs.get_choice_display() if theirs else NO_CHOICE
        self.add_error(None, f"Een collega koos intussen: {words}. Kies wat er moet staan en sla opnieuw op.")
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = theirs.version if theirs else ""

    @property
    def error_links(self):
        """(id of the field, message) for the summary on top of the page; the number tells the rows apart."""
        return [
            (self._place(field), f"{self.row.action.code}: {message}")
            for field, messages in self.errors.items()
            for message in messages
        ]

    def _place(self, field):
        if field == NON_FIELD_ERRORS:
            return self.prefix
        return f"{self[field].auto_id}_0" if field == "choice" else self[field].id_for_label
