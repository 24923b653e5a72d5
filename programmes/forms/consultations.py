from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import form_helper
from programmes.models import Consultation, PolicyFrame


class SeenVersionForm(forms.ModelForm):
    """A row of the programme with the version that the writer saw."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    submit = "Opslaan"

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.helper = form_helper(submit=self.submit, cancel_url=cancel_url)


class ConsultationForm(SeenVersionForm):
    submit = "Inbreng opslaan"
    date = DutchDateField(label="Wanneer?", required=False, help_text="Bijvoorbeeld 3 maart 2021.")
    said = LightTextField(label="Wat brachten zij in?", required=False)
    outcome = LightTextField(label="Wat is ermee gedaan?", required=False)

    class Meta:
        model = Consultation
        fields = ("heard", "date", "way", "said", "outcome")
        labels = {"heard": "Wie is gehoord?", "way": "Hoe?"}
        help_texts = {
            "heard": "Noem een groep of organisatie, geen namen van personen.",
            "way": "Bijvoorbeeld regiobijeenkomst, panel of vragenlijst.",
        }


class PolicyFrameForm(SeenVersionForm):
    submit = "Beleidskader opslaan"
    valid_to = DutchDateField(label="Loopt tot en met", required=False, help_text="Leeg als het geen einddatum heeft.")
    note = LightTextField(label="Samenhang met dit programma", required=False)

    class Meta:
        model = PolicyFrame
        fields = ("title", "owner", "valid_to", "note")
        labels = {"title": "Naam van het beleidskader", "owner": "Van wie?"}
        help_texts = {"owner": "Bijvoorbeeld een gemeente, de GGD of het Rijk."}
