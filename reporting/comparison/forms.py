"""What to lay side by side: a round, two to six regions, questions."""

from __future__ import annotations

from django import forms

from ghnt import clock
from ghnt.ui.fields import RowsField
from ghnt.ui.forms import filter_helper
from regions.models import Region
from reporting.comparison.side_by_side import FEWEST, MOST
from reporting.models import ReportRound


class ComparisonForm(forms.Form):
    """`blok` is chosen with links in the page; it travels along."""

    ronde = forms.ModelChoiceField(ReportRound.objects.none(), label="Ronde", to_field_name="code", empty_label=None)
    regio = RowsField(
        Region.objects.none(),
        label="Regio’s",
        help_text=f"Kies er {FEWEST} tot {MOST}.",
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies twee tot zes regio’s.",
            "invalid_choice": "Van een van deze regio’s mag u geen rapportage lezen. Kies regio’s uit de lijst.",
        },
    )
    vraag = forms.MultipleChoiceField(
        label="Antwoorden op deze vragen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Deze vraag staat niet in de rapportages. Kies een vraag uit de lijst."},
    )
    blok = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, regions, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = ReportRound.objects.national().open_on(clock.today())
        self.fields["regio"].queryset = regions
        self.fields["vraag"].choices = [(one.key, one.question) for one in questions]
        if not questions:
            del self.fields["vraag"]
        self.helper = filter_helper(submit="Regio’s vergelijken")

    def clean_regio(self):
        chosen = self.cleaned_data["regio"]
        if not FEWEST <= len(chosen) <= MOST:
            raise forms.ValidationError("Kies twee tot zes regio’s.")
        return chosen
