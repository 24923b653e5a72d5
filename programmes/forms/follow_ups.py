"""Forms of actiepunten: the filters above the list, changing one, saying that it is done."""

from django import forms

from ghnt import clock
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Row, filter_helper, form_helper
from programmes.follow_ups import ALL, DONE, OPEN, FollowUpChoice
from programmes.models import FollowUp
from regions.models import Body, Organisation

STATES = ((OPEN, "Open"), (DONE, "Afgedaan"), (ALL, "Alle"))


class FollowUpFilter(forms.Form):
    """What is not on offer is no filter."""

    stand = forms.ChoiceField(label="Open of afgedaan", required=False, choices=STATES)
    overleg = forms.ModelChoiceField(Body.objects.none(), label="Overleg", required=False, empty_label="Alle")
    wie = forms.CharField(label="Wie", required=False, max_length=100)
    telaat = forms.BooleanField(label="Alleen te laat", required=False)

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["overleg"].queryset = Body.objects.of_region(region)
        self.helper = filter_helper("stand", "overleg", "wie", "telaat", submit="Toon actiepunten")

    @property
    def choice(self):
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        body = found.get("overleg")
        return FollowUpChoice(
            state=found.get("stand") or OPEN,
            body=body.pk if body else None,
            who=found.get("wie", ""),
            only_late=found.get("telaat", False),
        )


class FollowUpForm(forms.ModelForm):
    text = LightTextField(label="Actiepunt", rows=3, error_messages={"required": "Schrijf wat er moet gebeuren."})
    due = DutchDateField(label="Uiterlijk", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = FollowUp
        fields = ("text", "who", "organisation", "due")
        labels = {"who": "Wie"}
        error_messages = {
            "who": {"required": "Vul in wie dit doet."},
            "organisation": {"invalid_choice": "Kies een organisatie uit de lijst."},
        }

    def __init__(self, *args, region, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version
        self.fields["organisation"].queryset = Organisation.objects.filter(region=region)
        self.fields["organisation"].empty_label = "Geen"
        fields = ("text", Row("who", "due"), "organisation", "seen")
        self.helper = form_helper(*fields, submit="Actiepunt opslaan", cancel_url=cancel_url)


class FollowUpDoneForm(forms.ModelForm):
    done_on = DutchDateField(label="Afgedaan op", required=False, help_text="Leeg: het actiepunt staat open.")
    answer = LightTextField(label="Hoe afgedaan", required=False, rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = FollowUp
        fields = ("done_on", "answer")

    def __init__(self, *args, region, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version
        if not self.instance.is_done:
            self.initial["done_on"] = clock.today()
        self.helper = form_helper("done_on", "answer", "seen", submit="Afdoen opslaan", cancel_url=cancel_url)
