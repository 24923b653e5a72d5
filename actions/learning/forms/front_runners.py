from django import forms

from actions.learning.forms.choosing import offer_blocks
from actions.models import FrontRunner
from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import Button, SecondaryButton, form_helper
from programmes.models import BuildingBlock


class OfferForm(forms.Form):
    block = forms.ModelChoiceField(
        BuildingBlock.objects.none(), label="Op welke landelijke bouwsteen?", empty_label="Kies een bouwsteen"
    )
    text = LightTextField(label="Wat heeft uw regio al?", rows=6)
    contact = forms.CharField(
        label="Wie kan erover vertellen?",
        required=False,
        max_length=160,
        help_text="Naam en functie. Iedereen die kan inloggen, leest dit zodra u voorloper bent.",
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        offer_blocks(self, "block")
        self.fields["block"].choices = [("", "Kies een bouwsteen"), *self.fields["block"].choices]
        self.fields["text"].error_messages["required"] = "Schrijf kort wat uw regio op deze bouwsteen al heeft."
        self.helper = form_helper(*self.fields, submit="Aanbod versturen", cancel_url=cancel_url)


class ClaimForm(forms.ModelForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    text = LightTextField(label="Wat heeft uw regio al?", rows=6)

    class Meta:
        model = FrontRunner
        fields = ("text", "contact")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.helper = form_helper("seen_version", "text", "contact", submit="Tekst opslaan", cancel_url=cancel_url)


class DecideForm(forms.Form):
    """Confirm or decline: the button that was pressed is posted as `verb`."""

    answer = LightTextField(
        label="Antwoord aan de regio",
        required=False,
        rows=4,
        help_text="Nodig als u niet bevestigt. Schrijf niets over personen of gezinnen.",
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        buttons = (Button("Bevestigen als voorloper", "confirm"), SecondaryButton("Niet bevestigen", "decline"))
        self.helper = form_helper("answer", submit="", extra=buttons, cancel_url=cancel_url)


class EndForm(forms.Form):
    answer = LightTextField(label="Waarom is de regio geen voorloper meer?", rows=3)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].error_messages["required"] = "Schrijf kort waarom. De regio leest dit."
        self.helper = form_helper("answer", submit="Voorloper beëindigen", cancel_url=cancel_url)
