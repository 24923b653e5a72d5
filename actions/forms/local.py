from django import forms

from actions.models import LocalAction
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Row, form_helper
from programmes.forms.period import refuse_end_before_start
from programmes.models import OutlineNode


class LocalActionForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    description = LightTextField(label="Omschrijving", required=False)
    note = LightTextField(label="Hoe gaat het?", required=False, rows=3)
    start = DutchDateField(label="Begindatum", required=False)
    end = DutchDateField(label="Einddatum", required=False)

    class Meta:
        model = LocalAction
        fields = ("title", "description", "occasion", "puller", "node", "phase", "note", "start", "end")

    def __init__(self, *args, nodes, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.fields["node"].queryset = OutlineNode.objects.filter(pk__in=[node.pk for node in nodes])
        self.fields["node"].choices = [("", "Geen onderdeel"), *((node.pk, str(node)) for node in nodes)]
        self.helper = form_helper(
            "seen_version",
            "title",
            "description",
            "occasion",
            "puller",
            "node",
            "phase",
            "note",
            Row("start", "end"),
            submit="Lokale actie opslaan",
            cancel_url=cancel_url,
        )

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self)
        return data
