from django import forms

from actions import bulk
from actions.forms.reason import ReasonFields
from actions.models import Phase
from ghnt.periods import HalfYear
from ghnt.ui.forms import form_helper
from programmes.models import OutlineNode
from regions.models import Organisation

WHAT = ("fase", "halfjaar", "trekker", "onderdeel")
CHOOSE_ONE = "Kies één ding om te wijzigen: een fase, een trekker of een onderdeel."


class BulkForm(ReasonFields):
    """What changes for all chosen actions, and once it is adopted why."""

    fase = forms.ChoiceField(label="Fase", required=False, choices=[("", "Laat zoals het is"), *Phase.choices])
    halfjaar = forms.ChoiceField(label="Halfjaar van de fase", required=False)
    trekker = forms.ModelChoiceField(
        label="Trekker", required=False, queryset=Organisation.objects.none(), empty_label="Laat zoals het is"
    )
    onderdeel = forms.ModelChoiceField(
        label="Onderdeel", required=False, queryset=OutlineNode.objects.none(), empty_label="Laat zoals het is"
    )

    def __init__(self, *args, programme, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.usual = bulk.half_year_to_change(programme.region, on=on)
        offered = sorted({HalfYear.of(on), HalfYear.of(on).previous})
        self.fields["halfjaar"].choices = [(str(one), one.label) for one in offered]
        self.fields["halfjaar"].initial = str(self.usual)
        self.fields["trekker"].queryset = Organisation.objects.offered_in(programme.region).order_by("name")
        self.fields["onderdeel"].queryset = OutlineNode.objects.of(programme)
        self.offer_reason(programme)
        self.helper = form_helper(*WHAT, form_tag=False, submit="")
        self.helper.hide_optional = True

    def clean(self):
        data = super().clean()
        if not self.errors and sum(bool(data.get(name)) for name in ("fase", "trekker", "onderdeel")) != 1:
            self.add_error(None, CHOOSE_ONE)
        return data

    def read_back(self):
        """The second step: what was chosen stands above it, only the reason is asked."""
        asks = self.has_reason and bool(self.cleaned_data.get("trekker"))
        self.helper = form_helper(*(self.reason_layout() if asks else ()), form_tag=False, submit="")
        self.helper.hide_optional = True  # another puller always needs a reason
        self.asks_reason = asks

    @property
    def change(self):
        data = self.cleaned_data
        half_year = HalfYear.parse(data["halfjaar"]) if data.get("halfjaar") else self.usual
        return bulk.BulkChange(half_year, phase=data["fase"], puller=data["trekker"], node=data["onderdeel"])

    def chosen_fields(self):
        return [self[name] for name in WHAT]
