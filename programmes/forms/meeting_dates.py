"""Forms of when a body meets: one meeting, a series, and the filter of the year calendar."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from ghnt import clock
from ghnt.ui.fields import DutchDateField, DutchTimeField
from ghnt.ui.forms import Row, filter_helper, form_helper
from ghnt.ui.text import normalise
from programmes.meeting_dates import Series, days_in
from programmes.models import Meeting
from regions.models import Body

CHOOSE_BODY = {"required": "Kies een overleg.", "invalid_choice": "Kies een overleg uit de lijst."}


def bodies_to_record(region, rights, right, kept=None):
    """The bodies of which somebody may write the meetings; an ended one only when it is `kept`."""
    today = clock.today()
    bodies = Body.objects.written_in(region, on=today).filter(
        Q(pk__in=Body.objects.active(today).values("pk")) | Q(pk=kept.pk if kept else None)
    )
    own = bodies if rights.may(right, region) else bodies.filter(pk__in=rights.bodies(right))
    return own.select_related("municipality")


class BodyChoice(forms.ModelChoiceField):
    """Bodies of municipalities with the municipality's name: every one has a college."""

    def __init__(self, **kwargs):
        super().__init__(
            Body.objects.none(), label="Overleg", empty_label="Kies een overleg", error_messages=CHOOSE_BODY, **kwargs
        )

    def label_from_instance(self, body):
        return f"{body.name}, {body.municipality}" if body.municipality_id else body.name


class MeetingForm(forms.ModelForm):
    body = BodyChoice()
    date = DutchDateField(label="Datum", error_messages={"required": "Vul de datum van de vergadering in."})
    starts_at = DutchTimeField(label="Van", required=False)
    ends_at = DutchTimeField(label="Tot", required=False)
    papers_due = DutchDateField(
        label="Stukken uiterlijk op",
        required=False,
        help_text="Leeg: zoveel dagen vooraf als bij het overleg staat.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ("body", "date", "starts_at", "ends_at", "place", "papers_due", "state")

    def __init__(self, *args, bodies, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.initial.setdefault("seen", self.instance.version)
        state = ("state",) if self.instance.pk else ()
        if not self.instance.pk:
            del self.fields["state"]
        self.fields["place"].widget.attrs["class"] = "field-name"
        layout = ("body", Row("date", "starts_at", "ends_at"), "place", "papers_due", *state, "seen")
        self.helper = form_helper(*layout, submit="Vergadering opslaan", cancel_url=cancel_url)

    def clean(self):
        cleaned = super().clean()
        papers, day = cleaned.get("papers_due"), cleaned.get("date")
        if papers and day and papers > day:
            self.add_error("papers_due", "Deze dag ligt na de vergadering. Kies een eerdere dag, of maak het leeg.")
        return cleaned


class SeriesForm(forms.Form):
    """Several dates at once; every line that is no date is told."""

    body = BodyChoice()
    days = forms.CharField(
        label="Datums, een op elke regel",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Typ of plak ze, bijvoorbeeld 3 maart 2027 of 3-3-2027.",
        error_messages={"required": "Vul minstens één datum in."},
    )
    starts_at = DutchTimeField(label="Van", required=False)
    ends_at = DutchTimeField(label="Tot", required=False)
    place = forms.CharField(label="Plaats", required=False, max_length=160)

    def __init__(self, *args, bodies, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["place"].widget.attrs["class"] = "field-name"
        layout = ("body", "days", Row("starts_at", "ends_at"), "place")
        self.helper = form_helper(*layout, submit="Vergaderingen plannen", cancel_url=cancel_url)

    def clean(self):
        cleaned = super().clean()
        begin, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if end and (begin is None or end <= begin) and "starts_at" not in self.errors:
            self.add_error("ends_at", "Vul in hoe laat de vergaderingen beginnen, en kies een latere eindtijd.")
        if cleaned.get("body") and cleaned.get("days"):
            try:
                cleaned["found"] = days_in(normalise(cleaned["days"]), body=cleaned["body"])
            except ValidationError as error:
                self.add_error("days", error)
        return cleaned

    def series(self):
        cleaned = self.cleaned_data
        return Series(cleaned["body"], cleaned["found"], cleaned["starts_at"], cleaned["ends_at"], cleaned["place"])


class CalendarFilter(forms.Form):
    jaar = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=2000, max_value=2100)
    overleg = BodyChoice(required=False)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["overleg"].queryset = bodies
        self.fields["overleg"].empty_label = "Alle overleggen"
        self.helper = filter_helper("jaar", "overleg", submit="Toon vergaderingen")

    def chosen(self, name):
        """What was chosen; nonsense counts as nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)
