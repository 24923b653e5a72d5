"""What can be chosen on the page of national figures."""

from __future__ import annotations

from django import forms

from ghnt.ui.forms import filter_helper
from reporting.national_figures.page import Choice, offered


class ChoiceForm(forms.Form):
    indicator = forms.ChoiceField(label="Cijfer")
    periode = forms.ChoiceField(label="Periode", required=False)
    schaal = forms.ChoiceField(
        label="Schaal van de lijntjes", required=False, choices=(("", "Elk een eigen schaal"), ("een", "Eén schaal"))
    )

    def __init__(self, choice: Choice):
        scale = "een" if choice.shares_scale else ""
        super().__init__(initial={"indicator": choice.indicator.code, "periode": str(choice.period), "schaal": scale})
        indicators = [(one.code, one.name) for one in offered()]
        periods = [(str(one), one.label) for one in choice.periods]
        self.fields["indicator"] = forms.ChoiceField(label="Cijfer", choices=indicators)
        self.fields["periode"] = forms.ChoiceField(label="Periode", choices=periods, required=False)
        self.helper = filter_helper("indicator", "periode", "schaal", submit="Tonen")
