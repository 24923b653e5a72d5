from django import forms
from django.utils.crypto import get_random_string

from ghnt import clock
from ghnt.accounts.api_tokens import USUAL_TIME
from ghnt.accounts.models import ApiScope
from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import form_helper


class ApiTokenForm(forms.Form):
    name = forms.CharField(
        label="Naam", max_length=80, help_text="Waarvoor gebruikt u het token? Bijvoorbeeld: dashboard van de regio."
    )
    scopes = forms.MultipleChoiceField(
        label="Wat mag het programma lezen?",
        choices=ApiScope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nooit meer dan u zelf mag lezen.",
    )
    valid_to = DutchDateField(label="Geldig tot en met", help_text="Hoogstens een jaar vooruit.")
    nonce = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_to"].initial = lambda: clock.today() + USUAL_TIME
        self.fields["nonce"].initial = lambda: get_random_string(43)
        self.helper = form_helper(submit="Token maken")
