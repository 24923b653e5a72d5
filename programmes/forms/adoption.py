from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, Row, form_helper
from programmes.models import Adoption, AdoptionResult, RequiredAct
from programmes.municipal_acts import Pattern
from regions.models import Municipality


class PatternForm(forms.Form):
    """One way of adopting for all municipalities at once."""

    pattern = forms.ChoiceField(label="Wie stelt deze versie vast?", choices=Pattern.choices, widget=forms.RadioSelect)
    acting = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Welke gemeente besluit voor de andere?",
        help_text="Alleen nodig bij één college of bij de centrumgemeente.",
        empty_label="De centrumgemeente, als er een bekend is",
        required=False,
    )

    def __init__(self, *args, municipalities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["acting"].queryset = Municipality.objects.filter(pk__in=[one.pk for one in municipalities])
        self.helper = form_helper(submit="Voor alle gemeenten instellen")


class AdoptionForm(forms.ModelForm):
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
        help_text="Bijvoorbeeld het amendement of de zienswijze. Schrijf niets over personen of gezinnen.",
    )
    link = forms.URLField(
        label="Adres van het openbare besluit",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Bijvoorbeeld https://raad.voorbeeld.nl/besluit.",
        error_messages={"invalid": "Vul een adres in dat begint met https://."},
    )

    class Meta:
        model = Adoption
        fields = ("required_act", "planned_on", "result", "decided_on", "note", "link")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.helper = form_helper(
            "seen_version",
            "required_act",
            "planned_on",
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
