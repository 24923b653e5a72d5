from django import forms

from actions.models import ActionMunicipality, Participation
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import form_helper


class MunicipalRowForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    takes_part = forms.ChoiceField(
        label="Doet de gemeente mee?", choices=Participation.choices, widget=forms.RadioSelect
    )
    since = DutchDateField(label="Sinds of vanaf wanneer?", required=False, help_text="Bijvoorbeeld 1 januari 2021.")
    elaboration = LightTextField(label="Eigen uitwerking", required=False)
    consequence = LightTextField(label="Gevolg voor de lokale diensten", required=False)

    class Meta:
        model = ActionMunicipality
        fields = ("takes_part", "since", "elaboration", "consequence")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.helper = form_helper(
            "seen_version",
            "takes_part",
            "since",
            "elaboration",
            "consequence",
            submit="Antwoord opslaan",
            cancel_url=cancel_url,
        )
