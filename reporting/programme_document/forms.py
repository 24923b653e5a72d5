"""What a person fills in at a version of the programme: why it was made, when and on what basis it was adopted."""

from __future__ import annotations

from django import forms

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import form_helper


class MakeVersionForm(forms.Form):
    note = forms.CharField(
        label="Aanleiding",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: voor de ronde langs de raden. Dit staat bij de versie en in de pdf.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Versie vastleggen")


class AdoptVersionForm(forms.Form):
    date = DutchDateField(label="Vastgesteld op")
    basis = forms.CharField(
        label="Op grond van",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Welk overleg of welk besluit? Bijvoorbeeld: besluit van het portefeuillehoudersoverleg.",
    )

    def __init__(self, *args, cancel_url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Versie vaststellen", cancel_url=cancel_url)


class PlanForm(forms.Form):
    """Which uitvoeringsplan: of a version, a year, a line."""

    versie = forms.TypedChoiceField(label="Versie", coerce=int, required=False)
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int, required=False, empty_value=None)
    onderdeel = forms.ChoiceField(label="Onderdeel", required=False)

    def __init__(self, *args, versions, years, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versie"].choices = versions
        self.fields["jaar"].choices = [("", "Alle jaren"), *((year, str(year)) for year in years)]
        self.fields["onderdeel"].choices = [("", "Alle onderdelen"), *lines]
