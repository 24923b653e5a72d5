"""What people fill in around grants, applications, explanations and the region's own amount."""

from __future__ import annotations

from django import forms

from actions.means.usual import usual_amount
from actions.models import POOL_LEAST, POOL_MOST, Action, ApplicationState, Grant, GrantSource, PoolApplication
from ghnt import clock
from ghnt.ui.fields import DutchDateField, EuroField, LightTextField
from ghnt.ui.forms import filter_helper, form_helper
from ghnt.ui.money import is_open_amount
from programmes.catalogue import edition_in_force, titles
from programmes.models import BuildingBlock
from regions.models import CentreMunicipality, Region

OUTSIDE_POOL = "Een aanvraag is minimaal € 25.000 en maximaal € 100.000. Pas het bedrag aan."
AMOUNT_OR_OPEN = "Vul een bedrag in, bijvoorbeeld 75.000, of p.m. als het nog niet bekend is."


def year_field(**kwargs):
    return forms.IntegerField(
        label="Jaar",
        min_value=2015,
        max_value=2050,
        widget=forms.TextInput(attrs={"class": "field-date", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Vul een jaar in, bijvoorbeeld 2021.",
            "invalid": "Vul een jaar in, bijvoorbeeld 2021.",
            "min_value": "Vul een jaar in vanaf 2015.",
            "max_value": "Vul een jaar in tot en met 2050.",
        },
        **kwargs,
    )


class OpenEuroField(EuroField):
    """An amount or "p.m.", one of the two."""

    def __init__(self, **kwargs):
        super().__init__(may_be_open=True, **kwargs)
        self.error_messages["required"] = AMOUNT_OR_OPEN

    def clean(self, value):
        return None if is_open_amount(str(value or "")) else super().clean(value)


class GrantForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    year = year_field()
    amount = OpenEuroField(label="Bedrag in euro", help_text="Bijvoorbeeld 75.000. Nog niet bekend? Vul p.m. in.")
    note = LightTextField(label="Toelichting", required=False, rows=3)

    class Meta:
        model = Grant
        fields = ("source", "name", "year", "centre", "amount", "is_provisional", "note")
        labels = {"is_provisional": "Dit bedrag is voorlopig", "name": "Omschrijving"}
        error_messages = {"source": {"required": "Kies waar het geld vandaan komt."}}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        if self.instance.pk and self.instance.amount is None:
            self.initial["amount"] = "p.m."
        own = CentreMunicipality.objects.filter(region=self.instance.region).select_related("municipality")
        self.fields["centre"].queryset = own
        self.fields["centre"].empty_label = "De regio zelf"
        self.fields["centre"].required = False
        self.fields["centre"].label = "Wie ontvangt het?"
        self.fields["source"].choices = [("", "Kies een bron"), *GrantSource.choices]
        layout = ["seen_version", "source", "name", "year", "centre", "amount", "is_provisional", "note"]
        if hasattr(self.instance, "application"):  # what the national team decided stays as it was decided
            for name in ("source", "year", "centre", "amount"):
                del self.fields[name]
                layout.remove(name)
        self.helper = form_helper(*layout, submit="Bijdrage opslaan", cancel_url=cancel_url)

    @property
    def above_usual(self):
        """A sentence for who writes more than is usual; it refuses nothing."""
        usual = usual_amount(self.instance.source, self.instance.year)
        return usual is not None and self.instance.amount is not None and self.instance.amount > usual


class PoolEuroField(EuroField):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.error_messages["required"] = "Vul het bedrag in dat u vraagt, bijvoorbeeld 60.000."

    def validate(self, value):
        super().validate(value)
        if value is not None and not POOL_LEAST <= value <= POOL_MOST:
            raise forms.ValidationError(OUTSIDE_POOL, code="outside_pool")


class ApplicationForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    year = year_field()
    amount = PoolEuroField(
        label="Gevraagd bedrag in euro", help_text="Minimaal € 25.000 en maximaal € 100.000.", min_value=None
    )
    text = LightTextField(label="Toelichting", required=False, rows=8)

    class Meta:
        model = PoolApplication
        fields = ("title", "text", "block", "action", "year", "centre", "amount")
        labels = {"title": "Waarvoor vraagt u geld?", "block": "Landelijke bouwsteen", "action": "Bij welke actie?"}
        error_messages = {"title": {"required": "Vul in waarvoor u geld vraagt."}}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        region = self.instance.region
        self.initial["seen_version"] = self.instance.version
        self._offer_blocks()
        actions = Action.objects.present().own().filter(programme__region=region, archived_at__isnull=True)
        self.fields["action"].queryset = actions.select_related("node")
        self.fields["action"].label_from_instance = lambda action: f"{action.code} {action.title}"
        self.fields["action"].empty_label = "Nog geen actie"
        self.fields["centre"].queryset = CentreMunicipality.objects.filter(region=region).select_related("municipality")
        self.fields["centre"].empty_label = "De regio zelf"
        self.fields["centre"].label = "Wie vraagt aan?"
        self.helper = form_helper(
            *("seen_version", "title", "text", "block", "action", "year", "centre", "amount"),
            submit="Aanvraag opslaan",
            cancel_url=cancel_url,
        )

    def _offer_blocks(self):
        """The blocks of the edition in force, and the one that was chosen before."""
        edition = edition_in_force(on=clock.today())
        names = titles(edition) if edition else None
        found = names.block_groups() if names else []
        groups = [(line, [(one.pk, str(one)) for one in blocks]) for line, blocks in found]
        offered = {pk for _line, choices in groups for pk, _name in choices}
        chosen = self.instance.block_id
        if chosen and chosen not in offered:
            groups.append(("Eerder gekozen", [(chosen, str(names.blocks.get(chosen, self.instance.block)))]))
            offered.add(chosen)
        self.fields["block"].queryset = BuildingBlock.objects.filter(pk__in=offered)
        self.fields["block"].choices = [("", "Geen bouwsteen"), *groups]


class DecisionForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, max_value=10**8)
    outcome = forms.ChoiceField(
        label="Besluit",
        choices=[(ApplicationState.GRANTED, "Toekennen"), (ApplicationState.REFUSED, "Afwijzen")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies Toekennen of Afwijzen."},
    )
    granted = EuroField(label="Toegekend bedrag in euro", required=False, help_text="Alleen als u toekent.")
    decided_on = DutchDateField(label="Besloten op", error_messages={"required": "Vul de dag van het besluit in."})
    decision = LightTextField(
        label="Toelichting bij het besluit",
        rows=6,
        error_messages={"required": "Schrijf waarom u zo besluit. De regio leest dit."},
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Besluit vastleggen", cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        granted, outcome = data.get("granted"), data.get("outcome")
        if outcome == ApplicationState.GRANTED and "granted" not in self.errors:
            if not granted:
                self.add_error("granted", "Vul het toegekende bedrag in, bijvoorbeeld 60.000.")
            elif granted > POOL_MOST:
                self.add_error("granted", "U kunt hoogstens € 100.000 toekennen. Pas het bedrag aan.")
        if outcome == ApplicationState.REFUSED and granted:
            self.add_error("granted", "U wijst af. Maak dit bedrag leeg, of kies Toekennen.")
        return data


class ExplanationForm(forms.Form):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=10**8)
    text = LightTextField(
        label="Waardoor komt het verschil?",
        rows=5,
        error_messages={"required": "Schrijf kort waardoor het verschil komt."},
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Verklaring opslaan", cancel_url=cancel_url)


class SettingForm(forms.Form):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=10**8)
    explain_above = EuroField(
        label="Verklaar verschillen boven",
        help_text="In euro. Onder dit bedrag hoeft u een verschil niet te verklaren.",
        error_messages={"required": "Vul een bedrag in, bijvoorbeeld 5.000."},
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Bedrag opslaan", cancel_url=cancel_url)


class ApplicationFilter(forms.Form):
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alle"), *(item for item in ApplicationState.choices if item[0] != ApplicationState.DRAFT)],
    )
    jaar = forms.IntegerField(
        label="Jaar", required=False, min_value=2015, max_value=2050, widget=forms.TextInput(attrs={"size": 4})
    )
    regio = forms.ModelChoiceField(
        Region.objects.none(), label="Regio", required=False, to_field_name="slug", empty_label="Alle"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regio"].queryset = Region.objects.order_by("name")
        self.helper = filter_helper("stand", "jaar", "regio", submit="Toon aanvragen")

    def chosen(self, name):
        return self.cleaned_data.get(name) if self.is_valid() else None
