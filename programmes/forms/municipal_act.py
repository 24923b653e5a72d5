from django import forms
from django.forms import BaseModelFormSet, modelformset_factory

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, Row, form_helper, formset_helper
from programmes.models import (
    Adoption,
    AdoptionResult,
    AdoptionStep,
    CouncilMotion,
    RequiredAct,
    Treatment,
)

WRONG_ADDRESS = {"invalid": "Vul een adres in dat begint met https://."}
MOST_STEPS = 12


def address_field(label, help_text=""):
    return forms.URLField(
        label=label,
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=help_text,
        error_messages=WRONG_ADDRESS,
    )


class AdoptionForm(forms.ModelForm):
    """What a municipality has to do and what it decided; the planned day is asked only where no step has it."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    required_act = forms.ChoiceField(label="Wat is nodig?", choices=RequiredAct.choices, widget=forms.RadioSelect)
    planned_on = DutchDateField(
        label="Gepland op", required=False, help_text="Dag van de raad of het college, bijvoorbeeld 30 september 2021."
    )
    result = forms.ChoiceField(
        label="Uitkomst",
        choices=[("", "Nog geen uitkomst"), *AdoptionResult.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    decided_on = DutchDateField(label="Besloten op", required=False)
    note = LightTextField(
        label="Toelichting",
        required=False,
        help_text="Bijvoorbeeld de zienswijze in een paar zinnen. Schrijf niets over personen of gezinnen.",
    )
    link = address_field("Adres van het openbare besluit", "Bijvoorbeeld https://raad.voorbeeld.nl/besluit.")

    class Meta:
        model = Adoption
        fields = ("required_act", "planned_on", "result", "decided_on", "note", "link")

    def __init__(self, *args, has_steps, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        if has_steps:
            del self.fields["planned_on"]
        self.helper = form_helper(
            "seen_version",
            "required_act",
            *(() if has_steps else ("planned_on",)),
            Fieldset("Wat de gemeente besloot", "result", Row("decided_on"), "note", "link"),
            submit="Besluit opslaan",
            cancel_url=cancel_url,
        )

    def clean(self):
        data = super().clean()
        result, day = data.get("result"), data.get("decided_on")
        if result and not day and "decided_on" not in self.errors:
            self.add_error("decided_on", "Vul in wanneer de gemeente besloot.")
        if day and not result and "result" not in self.errors:
            self.add_error("result", "Kies wat de uitkomst is, of maak het veld ‘Besloten op’ leeg.")
        return data


class StepForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Stap", max_length=80, help_text="Bijvoorbeeld college, commissie of raad.")
    deliver_by = DutchDateField(label="Stukken aanleveren vóór", required=False)
    planned_on = DutchDateField(label="Gepland op", required=False)
    done_on = DutchDateField(label="Gedaan op", required=False)
    treatment = forms.ChoiceField(
        label="Behandeling", choices=[("", "Niet bekend"), *Treatment.choices], required=False
    )
    result = forms.CharField(
        label="Uitkomst van deze stap", required=False, max_length=250, help_text="Bijvoorbeeld: door naar de raad."
    )

    class Meta:
        model = AdoptionStep
        fields = ("name", "deliver_by", "planned_on", "done_on", "treatment", "result")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class BaseStepFormSet(BaseModelFormSet):
    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        rows = (Row("deliver_by", "planned_on", "done_on"), Row("treatment", "result"))
        self.helper = formset_helper(
            "id", "seen_version", "name", *rows, item="Stap", submit="Stappen opslaan", cancel_url=cancel_url
        )
        self.helper.hide_optional = True

    def add_fields(self, form, index):
        super().add_fields(form, index)
        gone = "Een collega verwijderde deze stap. Typ hem als nieuwe stap als hij toch nodig is."
        form.fields["id"].queryset = self.get_queryset()
        form.fields["id"].error_messages["invalid_choice"] = gone

    @property
    def changed(self):
        """The steps to save, each with the version that was seen."""
        forms_ = [form for form in self.forms if form.has_changed() and form.cleaned_data.get("name")]
        return [(form.instance, form.cleaned_data["seen_version"]) for form in forms_]

    def form_of(self, step):
        return next(form for form in self.forms if form.instance is step or (step.pk and form.instance.pk == step.pk))


StepFormSet = modelformset_factory(
    AdoptionStep, form=StepForm, formset=BaseStepFormSet, extra=1, max_num=MOST_STEPS + 8
)


class MotionForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    date = DutchDateField(label="Datum", required=False)
    text = LightTextField(
        label="Tekst, of wat het wijzigt",
        required=False,
        help_text="Bij een aangenomen amendement: wat wijzigt er? Schrijf niets over personen of gezinnen.",
    )
    link = address_field("Openbaar adres")

    class Meta:
        model = CouncilMotion
        fields = ("kind", "title", "text", "result", "date", "link")
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.fields["kind"].choices = CouncilMotion._meta.get_field("kind").choices
        self.fields["result"].choices = [("", "Nog niet bekend"), *CouncilMotion._meta.get_field("result").choices]
        self.helper = form_helper(
            "seen_version", "kind", "title", "text", Row("result", "date"), "link", cancel_url=cancel_url
        )
