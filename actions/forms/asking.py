from datetime import date

from django import forms
from django.utils.crypto import get_random_string

from actions.asking import LONGEST_TIME, USUAL_TIME, Said
from actions.models import ENDED_PHASES, NEEDS_EXPLANATION, Assessment, Phase, PullerRequest
from ghnt import clock
from ghnt.ui.dates import long_date
from ghnt.ui.fields import DutchDateField, LightTextField, RowsField
from ghnt.ui.forms import Row, filter_helper, form_helper

LONGEST_TEXT = 2000


class PullerChoiceForm(forms.Form):
    """Whom to ask, and about which half year."""

    trekker = forms.TypedChoiceField(label="Trekker", coerce=int, empty_value=None)
    halfjaar = forms.ChoiceField(label="Over welk halfjaar?")

    def __init__(self, data, *, pullers, half_years):
        super().__init__(data)
        counted = [(one.pk, f"{one.name} ({n} {'actie' if n == 1 else 'acties'})") for one, n in pullers]
        self.fields["trekker"].choices = [("", "Kies een trekker"), *counted]
        self.fields["halfjaar"].choices = [(str(one), one.label) for one in half_years]
        self.helper = filter_helper("trekker", "halfjaar", submit="Toon de acties")


class PullerRequestForm(forms.ModelForm):
    nonce = forms.CharField(widget=forms.HiddenInput, max_length=64)
    chosen = RowsField(
        None,
        label="Over welke acties?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één actie."},
    )
    message = LightTextField(label="Uw vraag", required=False, rows=3, max_length=LONGEST_TEXT)
    valid_to = DutchDateField(label="Tot en met wanneer kan de trekker antwoorden?")

    class Meta:
        model = PullerRequest
        fields = ("addressee", "message", "valid_to")
        help_texts = {"addressee": "Alleen voor uzelf, als geheugensteun. Staat niet op de pagina van de trekker."}

    def __init__(self, *args, actions, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = actions
        offered = [action.pk for action in actions]
        self.fields["chosen"].queryset = type(actions[0]).objects.filter(pk__in=offered)
        self.fields["chosen"].choices = [(action.pk, f"{action.code} {action.title}") for action in actions]
        self.fields["valid_to"].help_text = "Hoogstens drie maanden vooruit."
        self.initial |= {"chosen": offered, "valid_to": clock.today() + USUAL_TIME}
        self.initial["nonce"] = get_random_string(43)
        self.helper = form_helper(
            "nonce",
            "chosen",
            "message",
            Row("valid_to", "addressee"),
            submit="Link maken",
            cancel_url=cancel_url,
        )

    def clean_valid_to(self):
        day, today = self.cleaned_data["valid_to"], clock.today()
        last = today + LONGEST_TIME
        if not today <= day <= last:
            raise forms.ValidationError(f"Kies een dag van vandaag tot en met {long_date(last)}.")
        return day

    @property
    def chosen_actions(self):
        """In the order of the page, as `ask_puller` takes them."""
        chosen = {action.pk for action in self.cleaned_data["chosen"]}
        return [action for action in self.actions if action.pk in chosen]


class AnswerFieldsForm(forms.Form):
    """What a trekker says of one action; an action left empty is passed over."""

    phase = forms.ChoiceField(label="Fase nu", choices=[("", "Kies een fase"), *Phase.choices], required=False)
    text = LightTextField(label="Korte toelichting", required=False, rows=3, max_length=LONGEST_TEXT)

    def __init__(self, data=None, *, asked):
        self.asked = asked
        known = {"phase": asked.answer.phase, "text": asked.answer.text} if asked.answer else {}
        super().__init__(data, prefix=f"actie-{asked.action.pk}", initial=known)
        self.helper = form_helper("phase", "text", submit="", form_tag=False)
        self.helper.disable_csrf = True

    def clean(self):
        data = super().clean()
        if data.get("text") and not data.get("phase") and "phase" not in self.errors:
            self.add_error("phase", "Kies ook een fase bij uw toelichting.")
        if self.asked.answer and not data.get("phase") and "phase" not in self.errors:
            self.add_error("phase", "U gaf eerder een antwoord. Kies een fase.")
        return data

    @property
    def said(self):
        """None when nothing was filled in."""
        phase = self.cleaned_data.get("phase")
        return Said(phase, self.cleaned_data["text"]) if phase else None


class TakeAnswerForm(forms.Form):
    seen_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen_update = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    assessment = forms.ChoiceField(
        label="Koers", choices=[("", "Nog niet ingevuld"), *Assessment.choices], required=False
    )

    def __init__(self, data=None, *, line):
        self.line = line
        initial = {
            "seen_version": line.answer.version,
            "seen_update": line.update.version if line.update else None,
            "assessment": line.assessment,
        }
        super().__init__(data, prefix=f"antwoord-{line.answer.pk}", initial=initial)
        if line.answer.phase in ENDED_PHASES:
            del self.fields["assessment"]
        self.helper = form_helper(submit="Overnemen", form_tag=False)
        self.helper.disable_csrf = True

    def clean_assessment(self):
        assessment = self.cleaned_data["assessment"]
        explained = self.line.answer.text or (self.line.update and self.line.update.explanation)
        if assessment in NEEDS_EXPLANATION and not explained:
            raise forms.ValidationError(
                "Bij deze koers hoort een toelichting, en die gaf de trekker niet. Werk de actie bij in Voortgang."
            )
        return assessment


def half_years_to_ask(usual, on: date):
    """The usual half year first, then the one beside it."""
    return [usual, usual.next if usual.end < on else usual.previous]
