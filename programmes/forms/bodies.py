"""Forms of a region's bodies, and of contacts of organisations."""

from django import forms

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import Row, form_helper
from regions.models import Body, BodyLevel, Contact, Organisation


class BodyForm(forms.ModelForm):
    """Whose body it is can be chosen once: history hangs on it."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    municipality = forms.ModelChoiceField(
        None,
        label="Van wie is het overleg?",
        required=False,
        empty_label="De regio",
        help_text="Een college, raadscommissie of gemeenteraad is van een gemeente. Dit kunt u daarna niet wijzigen.",
        error_messages={"invalid_choice": "Kies een gemeente uit de lijst."},
    )
    ended_on = DutchDateField(
        label="Opgeheven op",
        required=False,
        help_text="Vanaf die dag kunt u het overleg niet meer kiezen. De geschiedenis blijft.",
    )

    class Meta:
        model = Body
        fields = ("name", "kind", "municipality", "rhythm", "papers_days", "ended_on")
        help_texts = {"rhythm": "Bijvoorbeeld: elke zes weken."}
        error_messages = {"name": {"required": "Vul de naam van het overleg in."}}

    def __init__(self, *args, region, municipalities, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.region = region
        self.initial["seen_version"] = self.instance.version
        self.fields["name"].widget.attrs["class"] = "field-name"
        self.fields["municipality"].queryset = municipalities
        self.fields["papers_days"].widget = forms.NumberInput(attrs={"class": "field-date", "min": 0, "max": 90})
        absent = "municipality" if self.instance.pk else "ended_on"
        del self.fields[absent]
        names = [name for name in self.Meta.fields if name != absent]
        self.helper = form_helper("seen_version", *names, submit="Overleg opslaan", cancel_url=cancel_url)

    def clean_papers_days(self):
        days = self.cleaned_data["papers_days"]
        if days is not None and days > 90:
            raise forms.ValidationError("Vul hoogstens 90 dagen in.")
        return days

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk:
            whose = cleaned.get("municipality")
            self.instance.level = BodyLevel.MUNICIPAL if whose else BodyLevel.REGIONAL
            self.instance.region = None if whose else self.region
        return cleaned


class ContactForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    leaves_on = DutchDateField(
        label="Vertrekt op", required=False, help_text="De dag erna verwijderen wij deze gegevens vanzelf."
    )

    class Meta:
        model = Contact
        fields = ("organisation", "name", "function", "email", "phone", "leaves_on")
        error_messages = {
            "organisation": {
                "required": "Kies een organisatie.",
                "invalid_choice": "Kies een organisatie uit de lijst.",
            },
            "name": {"required": "Vul een naam in."},
            "email": {"invalid": "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl."},
        }

    def __init__(self, *args, region, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["organisation"].queryset = Organisation.objects.filter(region=region)
        self.fields["organisation"].empty_label = "Kies een organisatie"
        for name in ("name", "function", "email", "phone"):
            self.fields[name].widget.attrs["class"] = "field-name"
        self.helper = form_helper(
            "seen_version",
            "organisation",
            "name",
            "function",
            Row("email", "phone"),
            "leaves_on",
            submit="Contactpersoon opslaan",
            cancel_url=cancel_url,
        )
