from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, Row, filter_helper, form_helper
from programmes.council_promises import PromiseState, mistakes_in_answer
from programmes.forms.municipal_act import address_field
from programmes.models import CouncilPromise
from regions.models import Municipality


class PromiseForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Wat is toegezegd?", rows=4)
    made_on = DutchDateField(label="Toegezegd op", required=False)
    due = DutchDateField(label="Uiterlijk", required=False)
    answered_on = DutchDateField(label="Beantwoord op", required=False)
    letter = forms.CharField(
        label="Brief of stuk",
        required=False,
        max_length=250,
        help_text="Bijvoorbeeld: raadsinformatiebrief van 3 juni 2021.",
    )
    letter_link = address_field("Openbaar adres van de brief")
    answer = LightTextField(label="Wat is geantwoord?", required=False, rows=4)

    class Meta:
        model = CouncilPromise
        fields = (
            "municipality",
            "text",
            "made_by",
            "made_on",
            "due",
            "answered_on",
            "letter",
            "letter_link",
            "answer",
        )
        labels = {"municipality": "Aan de raad van"}
        help_texts = {"made_by": "Een functie, bijvoorbeeld: wethouder jeugd."}

    def __init__(self, *args, municipalities, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.fields["municipality"].queryset = Municipality.objects.filter(pk__in=[one.pk for one in municipalities])
        self.fields["municipality"].empty_label = "Kies een gemeente"
        if len(municipalities) == 1:
            self.initial.setdefault("municipality", municipalities[0].pk)
        self.helper = form_helper(
            "seen_version",
            "municipality",
            "text",
            "made_by",
            Row("made_on", "due"),
            Fieldset("Het antwoord", "answered_on", "letter", "letter_link", "answer"),
            submit="Toezegging opslaan",
            cancel_url=cancel_url,
        )

    def clean(self):
        data = super().clean()
        if "answered_on" not in self.errors:
            answer = {"answered_on": data.get("answered_on"), "letter": data.get("letter", "")}
            for field, words in mistakes_in_answer(**answer).items():
                self.add_error(field, words)
        return data


class PromiseFilterForm(forms.Form):
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle"), *PromiseState.choices])
    gemeente = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", required=False, to_field_name="slug", empty_label="Alle"
    )

    def __init__(self, data, *, municipalities):
        super().__init__(data)
        self.fields["gemeente"].queryset = Municipality.objects.filter(pk__in=[one.pk for one in municipalities])
        self.helper = filter_helper("stand", "gemeente", submit="Toon toezeggingen")
