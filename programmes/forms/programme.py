from django import forms

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import Fieldset, Row, form_helper
from programmes.forms.period import refuse_end_before_start
from programmes.models import RegionalProgramme

LEVEL_NAMES = ("top_level_name", "second_level_name", "third_level_name")


class ProgrammeForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    valid_from = DutchDateField(label="Begindatum")
    valid_to = DutchDateField(label="Einddatum", required=False)

    class Meta:
        model = RegionalProgramme
        fields = ("title", "valid_from", "valid_to", *LEVEL_NAMES)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        for name in LEVEL_NAMES:
            self.fields[name].widget.attrs["class"] = "field-name"
        self.helper = form_helper(
            "seen_version",
            "title",
            Fieldset("Looptijd", Row("valid_from", "valid_to")),
            Fieldset("Hoe u de niveaus noemt", *LEVEL_NAMES),
            submit="Programma opslaan",
            cancel_url=cancel_url,
        )

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self, "valid_from", "valid_to")
        start = data.get("valid_from")
        taken = RegionalProgramme.objects.filter(region=self.instance.region, valid_from=start)
        if start and taken.exclude(pk=self.instance.pk).exists():
            self.add_error("valid_from", "Op deze dag begint al een programma. Kies een andere datum.")
        return data
