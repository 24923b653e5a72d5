import hashlib
import json

from django import forms

from actions.models import ENDED_PHASES, Assessment, Phase
from actions.progress import RowChange, UpdateValues
from actions.progress_rows import RowChoice
from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import filter_helper

SAID = ("phase", "assessment", "explanation", "efforts", "results", "outlook")
TEXTS = ("explanation", "efforts", "results", "outlook")
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

    def take_over(self, update, *, both):
        """Of two texts: the colleague's, or mine with the colleague's below it. Koers and phase of "both" are mine."""
        for name in SAID:
            field, text = self.add_prefix(name), getattr(update, name)
            if not both:
                self.data[field] = text
            elif name in TEXTS and text and text not in self.data.get(field, ""):
                self.data[field] = "\n\n".join(part for part in (self.data.get(field, ""), text) if part)

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


class ProgressFilter(forms.Form):
    """Which rows of Voortgang bijwerken are shown; what is not on offer is no filter."""

    onderdeel = forms.ChoiceField(label="Onderdeel", required=False)
    trekker = forms.ChoiceField(label="Trekker", required=False)
    koers = forms.ChoiceField(label="Koers vorige keer", required=False, choices=[("", "Alle"), *Assessment.choices])
    toon = forms.ChoiceField(required=False, choices=[("open", "")], widget=forms.HiddenInput)

    def __init__(self, data, *, nodes, pullers):
        super().__init__(data)
        self.nodes = nodes
        self.fields["onderdeel"].choices = [("", "Alle"), *((node.pk, str(node)) for node in nodes)]
        self.fields["trekker"].choices = [("", "Alle"), *pullers]
        self.helper = filter_helper("onderdeel", "trekker", "koers", "toon", submit="Toon rijen")

    @property
    def choice(self):
        self.is_valid()
        node, puller = self.cleaned_data.get("onderdeel"), self.cleaned_data.get("trekker")
        below = frozenset(one.pk for one in self.nodes if int(node) in one.tree_path) if node else None
        return RowChoice(
            nodes=below,
            puller=int(puller) if puller else None,
            assessment=self.cleaned_data.get("koers", ""),
            only_to_do=self.cleaned_data.get("toon") == "open",
        )

    @property
    def is_used(self):
        self.is_valid()
        return any(self.cleaned_data.get(name) for name in ("onderdeel", "trekker", "koers"))
