from __future__ import annotations

from django import forms

from ghnt import clock
from ghnt.ui.forms import filter_helper
from regions.models import Region
from reporting.models import ReportRound
from reporting.states import NATIONAL_STATES


class InboxFilter(forms.Form):
    """`own` is offered to whoever holds a role in some regions."""

    round = forms.ModelChoiceField(
        ReportRound.objects.none(), label="Ronde", required=False, to_field_name="code", empty_label=None
    )
    state = forms.ChoiceField(
        label="Rapportage", required=False, choices=[("", "Alle"), *((one, one.label) for one in NATIONAL_STATES)]
    )
    region = forms.ModelChoiceField(
        Region.objects.none(), label="Regio", required=False, to_field_name="slug", empty_label="Alle"
    )
    late = forms.BooleanField(label="Alleen te laat", required=False)
    own = forms.BooleanField(label="Alleen mijn regio’s", required=False)

    def __init__(self, *args, regions, has_own, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = ReportRound.objects.national().open_on(clock.today())
        self.fields["region"].queryset = Region.objects.filter(pk__in=[region.pk for region in regions])
        if not has_own:
            del self.fields["own"]
        self.helper = filter_helper(submit="Toon rapportages")
