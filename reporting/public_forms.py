from typing import Any

from django import forms

from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import form_helper

MOST = 8_000  # signs: what somebody reads in ten minutes


class PublicSummaryForm(forms.Form):
    text = LightTextField(
        label="Samenvatting voor iedereen",
        rows=14,
        max_length=MOST,
        required=False,
        help_text="Schrijf voor inwoners. Noem geen personen en niets waaraan iemand een gezin herkent.",
    )
    contact = forms.CharField(
        label="Algemeen contactadres",
        max_length=200,
        required=False,
        help_text="Een algemeen adres, geen persoon. Bijvoorbeeld: programma@regio.nl.",
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = form_helper("text", "contact", "seen_version", submit="Opslaan en voorbeeld bekijken")


class WithdrawReleaseForm(forms.Form):
    reason = forms.CharField(
        label="Waarom trekt u de samenvatting in?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De reden staat op de openbare pagina.",
    )

    def __init__(self, *args: Any, cancel_url: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Samenvatting intrekken", cancel_url=cancel_url)
