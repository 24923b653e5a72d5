"""Forms of a proposal, of the filters above the list, and of the route ahead."""

import uuid

from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, Row, filter_helper, form_helper
from programmes.models import Meeting, MeetingState, Proposal, Purpose, RoundKind
from programmes.route_editing import StepPlan
from regions.models import Body

STATES = (("", "Alle"), ("running", "Loopt"), ("concluded", "Afgerond"))
DISTRIBUTION = (("yes", "Ja"), ("no", "Nee, het blijft binnen de regio"))


class ProposalFilterForm(forms.Form):
    body = forms.ModelChoiceField(Body.objects.none(), label="Overleg", required=False, empty_label="Alle")
    state = forms.ChoiceField(label="Loopt of afgerond", required=False, choices=STATES)

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(region=region)
        self.helper = filter_helper("body", "state", submit="Toon voorstellen")


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
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=50)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, label.capitalize()) for code, label in RoundKind.choices]
        self.helper = form_helper("kind", "number", submit="Ronde toevoegen")


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
        self.fields["body"].queryset = Body.objects.filter(region=proposal.region_id)
        meetings = Meeting.objects.filter(body__region=proposal.region_id).exclude(state=MeetingState.CANCELLED)
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
