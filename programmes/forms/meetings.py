"""Forms of a meeting, its agenda, and the conclusions on its items."""

from django import forms
from django.core.exceptions import ValidationError

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import Row, form_helper
from ghnt.ui.text import normalise, refuse_long
from programmes.decision_lists import LIKELY_OUTCOMES
from programmes.meetings import Entry
from programmes.models import Meeting, Outcome, RouteStep
from regions.models import Body

NOT_YET = "Nog niet behandeld"
EMPTY_REMARKS = 3


class MeetingForm(forms.ModelForm):
    date = DutchDateField(label="Datum", error_messages={"required": "Vul de datum van de vergadering in."})
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ("body", "date", "place", "state")
        error_messages = {"body": {"required": "Kies een overleg.", "invalid_choice": "Kies een overleg uit de lijst."}}

    def __init__(self, *args, bodies, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.fields["body"].empty_label = "Kies een overleg"
        self.initial.setdefault("seen", self.instance.version)
        fields = ("body", Row("date", "place"), "seen")
        if self.instance.pk:
            fields = ("body", Row("date", "place"), "state", "seen")
        else:
            del self.fields["state"]
        self.helper = form_helper(*fields, submit="Vergadering opslaan", cancel_url=cancel_url)


def bodies_to_record(region, rights, right):
    """The region's bodies of which somebody may write the meetings."""
    bodies = Body.objects.filter(region=region)
    return bodies if rights.may(right, region) else bodies.filter(pk__in=rights.bodies(right))


class StepChoice(forms.ModelChoiceField):
    def label_from_instance(self, step):
        return f"{step.round.proposal.subject} ({step.purpose.name.lower()})"


class AgendaForm(forms.Form):
    """One more item: a proposal that waits for this body, or a subject of its own."""

    step = StepChoice(
        RouteStep.objects.none(),
        label="Voorstel",
        required=False,
        empty_label="Geen voorstel, eigen onderwerp",
        error_messages={"invalid_choice": "Dit voorstel wacht niet op dit overleg. Kies een voorstel uit de lijst."},
    )
    subject = forms.CharField(label="Of een eigen onderwerp", required=False, max_length=250)

    def __init__(self, *args, meeting, rights, **kwargs):
        super().__init__(*args, **kwargs)
        steps = RouteStep.objects.visible_to(rights).waiting_for(meeting)
        self.fields["step"].queryset = steps.select_related("round__proposal", "purpose")
        self.helper = form_helper("step", "subject", submit="Op de agenda zetten")

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("step")) == bool(cleaned.get("subject")):
            raise ValidationError("Kies een voorstel of vul een onderwerp in, een van beide.")
        return cleaned


class PastedField(forms.CharField):
    """Keeps what was pasted as it is: the tags go when it is stored, and their source is kept beside it."""

    def __init__(self, *, rows, **kwargs):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value):
        text = super().to_python(normalise(str(value)) if value else value)
        refuse_long(text or "")
        return text


class ConclusionForm(forms.Form):
    """The outcome, the literal text, a field for each remark. Without an outcome the item stays open."""

    outcome = forms.ModelChoiceField(
        Outcome.objects.none(),
        label="Uitkomst",
        required=False,
        empty_label=NOT_YET,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een uitkomst uit de lijst."},
    )
    text = PastedField(label="Letterlijke conclusie", rows=3, help_text="Schrijf niets over personen of gezinnen.")

    def __init__(self, *args, purpose="", outcomes=None, remarks=(), **kwargs):
        super().__init__(*args, **kwargs)
        likely = LIKELY_OUTCOMES.get(purpose, ())
        self.fields["outcome"].queryset = Outcome.objects.all()
        known = list(Outcome.objects.all()) if outcomes is None else outcomes
        ordered = sorted(known, key=lambda outcome: (outcome.code not in likely, outcome.order))
        self.fields["outcome"].choices = [
            ("", NOT_YET),
            *((outcome.pk, outcome.label) for outcome in ordered),
        ]
        self.typed = self._typed_remarks() if self.is_bound else list(remarks)

    def _typed_remarks(self):
        values = self.data.getlist(self.add_prefix("remark")) if hasattr(self.data, "getlist") else []
        return [normalise(value).strip() for value in values if value.strip()]

    @property
    def remark_name(self):
        return self.add_prefix("remark")

    @property
    def remark_fields(self):
        """Number and text of each field: what was typed, and empty ones behind it."""
        asks_more = self.is_bound and self.data.get("more") == self.remark_name
        more = max(EMPTY_REMARKS - len(self.typed), 1) + asks_more
        return list(enumerate([*self.typed, *[""] * more], 1))

    def clean(self):
        cleaned = super().clean()
        for number, remark in enumerate(self.typed, 1):
            try:
                refuse_long(remark)
            except ValidationError as error:
                self.add_error(None, f"Opmerking {number}: {' '.join(error.messages)}")
        if (cleaned.get("text") or self.typed) and not cleaned.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", "Kies een uitkomst bij deze conclusie, of maak de tekst leeg.")
        return cleaned

    @property
    def is_filled(self):
        return bool(self.cleaned_data.get("outcome"))


class CorrectionForm(ConclusionForm):
    reason = forms.CharField(
        label="Waarom verbetert u de conclusie?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf waarom u de conclusie verbetert."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = True
        self.fields["outcome"].error_messages["required"] = "Kies een uitkomst."
        self.fields["outcome"].choices = self.fields["outcome"].choices[1:]


def entry_of(item, form):
    cleaned = form.cleaned_data
    return Entry(item, cleaned["outcome"], cleaned["text"], tuple(form.typed))
