"""Forms of a meeting's agenda: one more item, the words of an item, finding what waits."""

from django import forms
from django.core.exceptions import ValidationError

from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import filter_helper, form_helper
from programmes.models import RouteStep

ONE_OF_TWO = "Kies een voorstel of vul een onderwerp in, een van beide."
NO_SUBJECT = "Vul een onderwerp in."


class AgendaForm(forms.Form):
    """One more item: a proposal that waits for this body, or a subject of its own."""

    step = forms.ModelChoiceField(
        RouteStep.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Dit voorstel wacht niet op dit overleg. Kies een voorstel uit de lijst."},
    )
    subject = forms.CharField(label="Onderwerp", max_length=250, error_messages={"required": NO_SUBJECT})
    note = LightTextField(label="Toelichting", required=False, rows=2)

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps
        self.fields["subject"].required = not self.data.get("step")
        self.helper = form_helper("subject", "note", submit="Op de agenda zetten")

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned.get("step") and cleaned.get("subject"):
            raise ValidationError(ONE_OF_TWO)
        return cleaned


class AgendaItemForm(forms.Form):
    """The words of an item; a proposal keeps its own subject."""

    subject = forms.CharField(label="Onderwerp", max_length=250, error_messages={"required": NO_SUBJECT})
    note = LightTextField(label="Toelichting", required=False, rows=3)

    def __init__(self, *args, item, cancel_url, **kwargs):
        kwargs["initial"] = {"subject": item.subject, "note": item.note}
        super().__init__(*args, **kwargs)
        if item.step_id:
            del self.fields["subject"]
        self.helper = form_helper(*self.fields, submit="Agendapunt opslaan", cancel_url=cancel_url)


class WaitingFilter(forms.Form):
    zoek = forms.CharField(label="Zoek in wat wacht", required=False, max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = filter_helper("zoek", submit="Toon voorstellen")
