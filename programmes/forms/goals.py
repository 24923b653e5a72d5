from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import SecondaryButton, form_helper
from programmes.forms.outline import ANOTHER
from programmes.models import Goal, OutlineNode


class GoalForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    statement = LightTextField(
        label="Doel", rows=3, help_text="Wat wilt u bereiken? Schrijf niets over personen of gezinnen."
    )
    measure = LightTextField(
        label="Waaraan u het meet", rows=2, required=False, help_text="Bijvoorbeeld het aantal meldingen per halfjaar."
    )
    due = DutchDateField(label="Uiterlijk bereikt op", required=False)

    class Meta:
        model = Goal
        fields = ("statement", "node", "measure", "target", "due")
        labels = {"node": "Bij welk onderdeel"}
        help_texts = {"target": "Bijvoorbeeld 80 procent, of 400 gezinnen per jaar."}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        nodes = list(OutlineNode.objects.of(programme))
        self.initial["seen_version"] = self.instance.version
        self.fields["node"].queryset = OutlineNode.objects.filter(pk__in=[node.pk for node in nodes])
        self.fields["node"].choices = [("", "Het hele programma"), *((node.pk, str(node)) for node in nodes)]
        self.helper = form_helper(
            "seen_version",
            "statement",
            "node",
            "measure",
            "target",
            "due",
            submit="Doel opslaan",
            extra=() if self.instance.pk else (SecondaryButton("Opslaan en nog een toevoegen", name=ANOTHER),),
            cancel_url=cancel_url,
        )

    @property
    def goes_on(self):
        return ANOTHER in self.data
