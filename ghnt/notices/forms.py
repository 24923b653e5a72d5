from django import forms

from ghnt.notices.models import Delivery, NoticePreference
from ghnt.ui.forms import form_helper


class DeliveryForm(forms.ModelForm):
    """How somebody wants mail about notices."""

    delivery = forms.ChoiceField(
        label="Hoe wilt u mail over meldingen krijgen?",
        choices=Delivery.choices,
        widget=forms.RadioSelect,
        help_text="Op de pagina Meldingen staan ze altijd. De dagelijkse mail komt om 7.00 uur.",
    )

    class Meta:
        model = NoticePreference
        fields = ("delivery",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Voorkeur opslaan")
