"""What may change of a round that opened, a later date for one region, and a filter."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from ghnt import clock
from ghnt.ui.dates import long_date
from ghnt.ui.fields import DutchDateField, LightTextField, RowsField
from ghnt.ui.forms import filter_helper, form_helper
from regions.models import Region
from reporting.models import ReportRound
from reporting.round_overview import Stage


class RoundDatesForm(forms.ModelForm):
    """What may change of a round at any time."""

    due = DutchDateField(
        label="Vóór welke datum dienen zij in?",
        help_text="Op deze dag zelf is een rapportage te laat. Bijvoorbeeld 15 september 2021.",
        error_messages={"required": "Vul de datum in waarvóór de regio’s indienen."},
    )
    reaction_due = DutchDateField(
        label="Vóór welke datum reageert het landelijk team?",
        required=False,
        help_text="De regio’s lezen deze datum.",
    )
    explanation = LightTextField(
        label="Toelichting voor de regio’s", required=False, rows=4, help_text="Dit lezen alle regio’s."
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        opens, due = cleaned.get("opens", self.instance.opens), cleaned.get("due")
        if opens and due and due <= opens:
            self.add_error("due", "De inleverdatum ligt niet na de openingsdatum. Kies een latere datum.")
        reaction = cleaned.get("reaction_due")
        if due and reaction and reaction < due:
            message = f"De reactiedatum ligt vóór de inleverdatum, {long_date(due)}. Kies een latere datum."
            self.add_error("reaction_due", message)
        return cleaned


class OpenedRoundForm(RoundDatesForm):
    """A round that opened: later dates, more regions, the explanation. What was asked stays as it is."""

    more = RowsField(
        Region.objects.none(),
        label="Welke regio’s vraagt u erbij?",
        help_text="Een regio die is gevraagd, blijft gevraagd.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ReportRound
        fields = ("due", "reaction_due", "explanation")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored_due = self.instance.due
        others = Region.objects.valid(clock.today()).exclude(invitations=self.instance)
        if self.instance.is_for_all or not others.exists():
            del self.fields["more"]
        else:
            self.fields["more"].queryset = others
        self.helper = form_helper(submit="Ronde opslaan", cancel_url="..")

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due < self.stored_due:
            raise ValidationError(
                f"De ronde is open, de datum kan alleen later worden. Kies {long_date(self.stored_due)} of later."
            )
        return due


class ExtensionForm(forms.Form):
    """A later date for one region."""

    due = DutchDateField(
        label="Vóór welke datum dient deze regio in?",
        help_text="Een latere datum dan die van de ronde. Bijvoorbeeld 29 september 2021.",
        error_messages={"required": "Vul de nieuwe datum in, bijvoorbeeld 29 september 2021."},
    )
    reason = LightTextField(
        label="Waarom krijgt de regio uitstel?",
        rows=3,
        help_text="Dit lezen de regio en het landelijk team. Schrijf niets over personen of gezinnen.",
        error_messages={"required": "Schrijf waarom de regio uitstel krijgt."},
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Uitstel geven", cancel_url=cancel_url)


class RoundFilter(forms.Form):
    stand = forms.ChoiceField(label="Rapportage", required=False, choices=[("", "Alle"), *Stage.choices])

    def __init__(self, data):
        super().__init__(data)
        self.helper = filter_helper("stand", submit="Toon regio’s")
