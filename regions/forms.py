from django import forms

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import filter_helper


class OnDateForm(forms.Form):
    """On which date a page looks at the map."""

    datum = DutchDateField(label="Datum", help_text="Bijvoorbeeld 1 januari 2019.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = filter_helper("datum", submit="Toon op datum")
