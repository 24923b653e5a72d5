from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Row, SecondaryButton, filter_helper, form_helper
from programmes.forms.municipal_act import MOST_STEPS
from programmes.models import (
    Pattern,
)
from programmes.municipal_acts.matrix import Standing
from regions.models import Municipality


class PatternForm(forms.Form):
    """One way of adopting for all municipalities at once."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    pattern = forms.ChoiceField(label="Wie stelt deze versie vast?", choices=Pattern.choices, widget=forms.RadioSelect)
    acting = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Welke gemeente besluit voor de andere?",
        help_text="Alleen nodig bij één college of bij de centrumgemeente.",
        empty_label="De centrumgemeente, als er een bekend is",
        required=False,
    )
    description = LightTextField(
        label="Beschrijf uw eigen manier", required=False, rows=3, help_text="Alleen nodig bij een eigen manier."
    )
    own_steps = forms.CharField(
        label="Stappen van uw eigen manier",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén stap per regel, in volgorde. Elke gemeente krijgt deze stappen.",
    )

    def __init__(self, *args, municipalities, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["acting"].queryset = Municipality.objects.filter(pk__in=[one.pk for one in municipalities])
        if plan is not None:
            self.initial |= {"seen_version": plan.version, "pattern": plan.pattern, "description": plan.description}
            self.initial["acting"] = plan.acting_id
        words = "Voor alle gemeenten instellen"
        again = (SecondaryButton(words),) if plan is not None else ()
        self.helper = form_helper(submit="" if again else words, extra=again)

    def clean_own_steps(self):
        names = dict.fromkeys(line.strip(" -•\t") for line in self.cleaned_data["own_steps"].splitlines())
        found = [name for name in names if name]
        if len(found) > MOST_STEPS:
            raise forms.ValidationError(f"Vul hoogstens {MOST_STEPS} stappen in.")
        if any(len(name) > 80 for name in found):
            raise forms.ValidationError("Maak de naam van een stap korter: hoogstens 80 tekens.")
        return found


class MatrixFilterForm(forms.Form):
    stand = forms.ChoiceField(label="Stand", required=False)
    stap = forms.ChoiceField(label="Wacht op", required=False)

    def __init__(self, data, *, columns):
        super().__init__(data)
        self.fields["stand"].choices = [("", "Alle"), *Standing.choices]
        self.fields["stap"].choices = [("", "Elke stap"), *((name, name) for name in columns)]
        self.helper = filter_helper("stand", "stap", submit="Toon gemeenten")


class StepChoiceForm(forms.Form):
    """Of which step a date is filled in; by address."""

    stap = forms.ChoiceField(label="Welke stap?")

    def __init__(self, data, *, columns):
        super().__init__(data)
        self.fields["stap"].choices = [("", "Kies een stap"), *((name, name) for name in columns)]
        self.helper = filter_helper("stap", submit="Toon de gemeenten")


class PlanStepsForm(forms.Form):
    """One planned day for the same step of several municipalities."""

    planned_on = DutchDateField(label="Gepland op")
    deliver_by = DutchDateField(
        label="Stukken aanleveren vóór", required=False, help_text="Leeg: wat er staat, blijft staan."
    )
    steps = forms.MultipleChoiceField(
        label="Bij welke gemeenten?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één gemeente.",
            "invalid_choice": "Deze keuze kan niet meer: iemand wijzigde dit intussen. Kijk hieronder hoe het nu is.",
        },
    )

    def __init__(self, *args, offered, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["steps"].choices = offered
        layout = (Row("planned_on", "deliver_by"), "steps")
        self.helper = form_helper(*layout, submit="Datum invullen", cancel_url=cancel_url)
