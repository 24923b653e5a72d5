"""Forms of a proposal, its versions, and of the route ahead."""

import uuid

from django import forms
from django.db.models import Q

from ghnt import clock
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, Row, form_helper
from programmes.models import Meeting, MeetingState, Proposal, Purpose, RoundKind
from programmes.route_editing import StepPlan
from regions.models import Body

DISTRIBUTION = (("yes", "Ja"), ("no", "Nee, het blijft binnen de regio"))


class ProposalForm(forms.ModelForm):
    distribution = forms.TypedChoiceField(
        label="Verspreiden",
        choices=DISTRIBUTION,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="Bij nee lezen alleen uw regio en wie in de behandelende overleggen zit het voorstel.",
        error_messages={"required": "Kies of het voorstel verspreid mag worden."},
    )
    date = DutchDateField(label="Datum", required=False)
    explanation = LightTextField(label="Beknopte toelichting", required=False, rows=8)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Proposal
        fields = ("subject", "contact", "unit", "email", "reference", "date", "explanation")
        error_messages = {"subject": {"required": "Vul een onderwerp in."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", self.instance.version)
        self.initial.setdefault("token", uuid.uuid4())
        if self.instance.pk:
            self.initial.setdefault("distribution", "yes" if self.instance.may_distribute else "no")
        self.helper = form_helper(
            "subject",
            "distribution",
            Fieldset("Contact", "contact", Row("unit", "email")),
            Row("reference", "date"),
            "explanation",
            "seen",
            "token",
            submit="",
            form_tag=False,
        )

    def clean_token(self):
        """The page of another region cannot be posted here: its proposal is not this one."""
        token = self.cleaned_data["token"]
        is_foreign = token and Proposal.objects.filter(token=token).exclude(region=self.instance.region).exists()
        return uuid.uuid4() if is_foreign else token

    def save(self, commit=True):
        self.instance.may_distribute = self.cleaned_data["distribution"]
        if not self.instance.pk:
            self.instance.token = self.cleaned_data["token"]
        return super().save(commit)


class DecisionForm(forms.Form):
    text = LightTextField(label="Voorgesteld besluit", required=False, rows=2, help_text="")


class AttachmentForm(forms.Form):
    text = forms.CharField(label="Naam van de bijlage", required=False, max_length=500)


class TextFormSet(forms.BaseFormSet):
    """Numbered texts: an emptied one goes, an empty one says nothing."""

    def texts(self) -> list[str]:
        texts = (form.cleaned_data.get("text", "") for form in self.forms)
        return [text for text in texts if text]

    @staticmethod
    def initial_of(texts):
        return [{"text": text} for text in texts]


def _texts(form, item):
    formset = forms.formset_factory(form, formset=TextFormSet, extra=3, max_num=100, absolute_max=110)
    formset.helper = form_helper(submit="", form_tag=False)
    formset.helper.item_label = item
    return formset


DecisionFormSet = _texts(DecisionForm, "Voorstel")
AttachmentFormSet = _texts(AttachmentForm, "Bijlage")


class RoundForm(forms.Form):
    kind = forms.ChoiceField(label="Waarvoor is deze ronde?", choices=RoundKind, widget=forms.RadioSelect)
    name = forms.CharField(
        label="Eigen naam van de ronde",
        required=False,
        max_length=60,
        help_text="Bijvoorbeeld: tweede lezing. Leeg: de naam van de soort.",
    )
    copy_previous = forms.BooleanField(
        label="Neem de overleggen van de vorige ronde over",
        required=False,
        help_text="In dezelfde volgorde en met hetzelfde doel, nog zonder datum.",
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=50)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, label.capitalize()) for code, label in RoundKind.choices]
        if self.initial.get("number", 1) == 1:
            del self.fields["copy_previous"]
        self.helper = form_helper(submit="Ronde toevoegen")


class VersionForm(forms.Form):
    note = forms.CharField(
        label="Aanleiding",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld: naar het directieoverleg van 3 maart.",
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Versie vastleggen", action=action)
        self.helper.inputs[0].field_classes = "utrecht-button utrecht-button--secondary-action"


class StepForm(forms.Form):
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Overleg",
        empty_label="Kies een overleg",
        error_messages={"required": "Kies een overleg.", "invalid_choice": "Kies een overleg uit de lijst."},
    )
    purpose = forms.ModelChoiceField(
        Purpose.objects.all(),
        label="Doel",
        empty_label="Kies een doel",
        error_messages={"required": "Kies een doel.", "invalid_choice": "Kies een doel uit de lijst."},
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Vergadering",
        required=False,
        empty_label="Nog niet bekend",
        error_messages={"invalid_choice": "Kies een vergadering uit de lijst."},
        help_text="Kies een vergadering van dit overleg; het voorstel komt dan op de agenda.",
    )
    planned_date = DutchDateField(
        label="Of een datum", required=False, help_text="Weet u nog geen datum, laat beide dan leeg."
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, proposal, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        own = Q(pk=self.initial.get("body"))  # also when it was ended since
        bodies = Body.objects.offered_in(proposal.region)
        self.fields["body"].queryset = bodies.active(clock.today()) | bodies.filter(own)
        meetings = Meeting.objects.filter(body__in=bodies.values("pk")).exclude(state=MeetingState.CANCELLED)
        self.fields["meeting"].queryset = meetings.select_related("body").order_by("body__order", "-date")
        self.helper = form_helper(submit=submit, cancel_url=cancel_url)

    def clean(self):
        cleaned = super().clean()
        meeting, day = cleaned.get("meeting"), cleaned.get("planned_date")
        if meeting and day and meeting.date != day:
            self.add_error("planned_date", "Kies een vergadering of vul een datum in, niet allebei.")
        if meeting and cleaned.get("body") and meeting.body_id != cleaned["body"].pk:
            self.add_error("meeting", f"Deze vergadering is niet van {cleaned['body']}. Kies een andere.")
        return cleaned

    def plan(self) -> StepPlan:
        cleaned = self.cleaned_data
        day = None if cleaned["meeting"] else cleaned["planned_date"]
        return StepPlan(cleaned["body"], cleaned["purpose"], cleaned["meeting"], day)
