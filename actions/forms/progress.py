import hashlib
import json

from django import forms

from actions.models import ENDED_PHASES, Assessment, Phase
from actions.progress import RowChange, UpdateValues
from ghnt.ui.fields import LightTextField

SAID = ("phase", "assessment", "explanation", "efforts", "results", "outlook")
WHY = {
    Assessment.ATTENTION: "Schrijf kort waarom deze actie aandacht vraagt.",
    Assessment.STALLED: "Schrijf kort waarom deze actie stagneert.",
}


def text_field(label, rows=3):
    return LightTextField(label=label, required=False, rows=rows, help_text="")


class ProgressForm(forms.Form):
    """A row of Voortgang bijwerken. `shown` tells what the page showed, so that a row nobody touched is left alone."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    phase = forms.ChoiceField(
        label="Fase", choices=[("", "Kies een fase"), *Phase.choices], error_messages={"required": "Kies een fase."}
    )
    assessment = forms.ChoiceField(label="Koers", choices=Assessment.choices, required=False, widget=forms.RadioSelect)
    explanation = text_field("Toelichting", rows=2)
    efforts = text_field("Inspanningen")
    results = text_field("Resultaten")
    outlook = text_field("Vooruitblik")

    def __init__(self, data=None, *, state):
        self.state = state
        initial = _initial(state)
        super().__init__(data, prefix=f"row-{state.action.pk}", initial=initial | {"shown": _digest(initial)})

    @property
    def is_posted(self):
        return self.add_prefix("phase") in self.data

    @property
    def is_touched(self):
        """Whether the user changed anything of what the page showed."""
        return self.is_posted and self.data.get(self.add_prefix("shown")) != self.posted_digest

    @property
    def posted_digest(self):
        return _digest({name: self.data.get(self.add_prefix(name), "") for name in SAID})

    def clean(self):
        data = super().clean()
        if data.get("phase") in ENDED_PHASES:
            data["assessment"] = ""
        if data.get("assessment") in WHY and not data.get("explanation") and "explanation" not in self.errors:
            self.add_error("explanation", WHY[data["assessment"]])
        return data

    @property
    def change(self):
        values = UpdateValues(**{name: self.cleaned_data[name] for name in SAID})
        return RowChange(self.state.action, self.cleaned_data["version"], values)

    @property
    def previous_values(self):
        """What "Geen wijziging" takes over, by the names of the fields as posted."""
        previous = self.state.previous
        taken = ("phase", "assessment", "explanation")
        return {self.add_prefix(name): getattr(previous, name) for name in taken} if previous else {}


def _initial(state):
    if state.update is not None:
        return {"version": state.update.version} | {name: getattr(state.update, name) for name in SAID}
    return {"phase": state.previous.phase if state.previous else ""}


def _digest(values):
    """A fingerprint of what stands in the fields, apart from line ends and spaces around it."""
    texts = ["\n".join(str(values.get(name) or "").split()) for name in SAID]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]
