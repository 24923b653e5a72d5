from django import forms
from django.utils.crypto import get_random_string

from ghnt import clock
from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import Row, form_helper
from programmes.dossier_links import USUAL_TIME
from programmes.models import (
    DossierLink,
)


class DossierLinkForm(forms.ModelForm):
    nonce = forms.CharField(widget=forms.HiddenInput, max_length=64)
    valid_to = DutchDateField(label="Geldig tot en met", help_text="Hoogstens een jaar vooruit.")

    class Meta:
        model = DossierLink
        fields = ("addressee", "valid_to")
        help_texts = {"addressee": "Alleen voor uzelf, bijvoorbeeld: griffie gemeente Buren."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"valid_to": clock.today() + USUAL_TIME, "nonce": get_random_string(43)}
        self.helper = form_helper("nonce", Row("addressee", "valid_to"), submit="Link maken")
