"""What people fill in around signals: a passage to mark, an answer, filters above the list."""

from __future__ import annotations

from django import forms

from ghnt import clock
from ghnt.ui.fields import NO_PERSONS, LightTextField
from ghnt.ui.forms import Button, SecondaryButton, filter_helper, form_helper
from ghnt.ui.text import normalise
from regions.models import Region
from reporting.models import ReportRound, SignalKind
from reporting.signals import SignalState


class PassageField(forms.CharField):
    """Words copied from the report, kept as they are."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Welke passage?",
            help_text="Kopieer de woorden letterlijk uit het hoofdstuk.",
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3, "data-signal-passage": ""}),
            error_messages={
                "required": "Kopieer de passage uit het hoofdstuk die u wilt markeren.",
                "max_length": "De passage is te lang. Kies hoogstens 4.000 tekens.",
            },
            **kwargs,
        )

    def to_python(self, value):
        return super().to_python(normalise(str(value)) if value else value)


class DraftSignalForm(forms.Form):
    """A region marks a passage of the chapter it is writing."""

    kind = forms.ChoiceField(
        label="Wat is het?",
        choices=SignalKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of het een knelpunt, een goede praktijk of een vraag is."},
    )
    passage = PassageField()
    note = LightTextField(
        label="Toelichting", required=False, rows=2, help_text=f"Wat moet de lezer weten of doen? {NO_PERSONS}"
    )

    def __init__(self, *args, cancel_url="", action="", **kwargs):
        super().__init__(*args, **kwargs)
        # Beside a chapter another button comes first; on its own page this one does.
        button = (SecondaryButton if action else Button)("Passage markeren")
        self.helper = form_helper(submit="", extra=(button,), cancel_url=cancel_url, action=action)


class VersionSignalForm(DraftSignalForm):
    """A reader at national level marks a passage of a sealed version."""

    chapter = forms.ChoiceField(
        label="In welk hoofdstuk?", error_messages={"required": "Kies het hoofdstuk waarin de passage staat."}
    )
    field_order = ("chapter", "passage", "kind", "note")

    def __init__(self, *args, titles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chapter"].choices = [("", "Kies een hoofdstuk"), *titles.items()]
        self.fields["note"].help_text = f"De regio leest dit. {NO_PERSONS}"


class SignalAnswerForm(forms.Form):
    text = LightTextField(
        label="Antwoord aan de regio",
        rows=6,
        error_messages={"required": "Schrijf uw antwoord aan de regio."},
    )
    is_to_follow = forms.BooleanField(
        label="Dit is nog niet het hele antwoord", required=False, help_text="Het signaal blijft dan open."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Antwoord sturen")


class SignalFilter(forms.Form):
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle"), *SignalKind.choices])
    stand = forms.ChoiceField(
        label="Antwoord",
        required=False,
        choices=[("", "Alle"), (SignalState.OPEN, "Open"), (SignalState.ANSWERED, "Afgehandeld")],
    )
    ronde = forms.ModelChoiceField(
        ReportRound.objects.none(), label="Ronde", required=False, to_field_name="code", empty_label="Alle"
    )
    regio = forms.ModelChoiceField(
        Region.objects.none(), label="Regio", required=False, to_field_name="slug", empty_label="Alle"
    )

    def __init__(self, *args, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = ReportRound.objects.national().open_on(clock.today())
        self.fields["regio"].queryset = Region.objects.filter(pk__in=[region.pk for region in regions])
        self.helper = filter_helper("soort", "stand", "ronde", "regio", submit="Toon signalen")
