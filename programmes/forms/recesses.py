from django import forms

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import Row, form_helper
from programmes.forms.period import refuse_end_before_start
from programmes.models import (
    Recess,
)
from regions.models import Municipality


class RecessForm(forms.ModelForm):
    starts_on = DutchDateField(label="Van")
    ends_on = DutchDateField(label="Tot en met")

    class Meta:
        model = Recess
        fields = ("municipality", "name", "starts_on", "ends_on")

    def __init__(self, *args, municipalities, for_region, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        field.queryset = Municipality.objects.filter(pk__in=[one.pk for one in municipalities])
        field.required = not for_region
        field.empty_label = "Alle gemeenten van de regio" if for_region else "Kies een gemeente"
        self.helper = form_helper("municipality", "name", Row("starts_on", "ends_on"), submit="Reces toevoegen")

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self, start="starts_on", end="ends_on")
        return data
