"""Forms of definitions, of what makes figures incomparable, of targets and of withdrawals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ghnt.ui.fields import DutchDateField, LightTextField, RowsField
from ghnt.ui.forms import Fieldset, Row, SecondaryButton, form_helper
from programmes import wording
from programmes.models import BuildingBlock, Programme
from reporting.indicators.areas import Area
from reporting.indicators.definitions import fixed_fields
from reporting.indicators.numbers import read_number, write_number
from reporting.models import FigureTarget, Incomparability, Indicator
from reporting.models.figures import AreaLevel
from reporting.periods import Period

REGIONAL_LEVELS = (AreaLevel.MUNICIPALITY, AreaLevel.REGION)


class NumberField(forms.CharField):
    """1.250 and 12,5 are numbers; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "field-money", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=30, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return write_number(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return read_number(text) if text else None


class PeriodField(forms.CharField):
    """A period of one kind as text; "1e halfjaar 2021" is chosen from a list."""

    widget = forms.Select

    def offer(self, kind: str, on: date, empty: str) -> None:
        """The periods of the kind, newest first, from 2018 on."""
        found, at = [], Period.of(on, kind)
        while at.year >= 2018:
            found.append((str(at), at.label))
            at = at.previous
        self.widget.choices = [("", empty), *found]
        self.kind = kind

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return str(Period.parse(text, self.kind)) if text else ""


class IndicatorForm(forms.ModelForm):
    """With `region` its own indicator; without one a national one, which has blocks, protection and CBS besides."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    definition = LightTextField(
        label="Wat telt mee, en wat niet?", rows=4, help_text="Zo telt iedereen hetzelfde. Noem ook wat niet meetelt."
    )
    comparable_since = forms.CharField(
        label="Vergelijkbaar vanaf",
        required=False,
        max_length=20,
        help_text="De eerste periode, bijvoorbeeld 1e halfjaar 2019, 3e kwartaal 2020 of 2019. Leeg: altijd.",
        widget=forms.TextInput(attrs={"class": "field-date"}),
    )
    blocks = RowsField(
        BuildingBlock.objects.none(),
        label="Bij welke landelijke bouwstenen hoort dit cijfer?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Indicator
        fields = (
            *("name", "definition", "unit", "value_kind", "decimals", "source", "level", "period_kind"),
            *("comparable_since", "blocks", "cbs_column", "protects", "threshold", "rounding", "order"),
        )
        help_texts = {
            "unit": "Bijvoorbeeld: meldingen, procent van de gezinnen.",
            "source": "Waar komen de cijfers vandaan?",
            "protects": "Zet dit alleen uit als aan dit cijfer niemand te herkennen is.",
            "threshold": "Buiten de eigen regio verbergen wij aantallen onder dit getal.",
            "rounding": "Buiten de eigen regio ronden wij andere aantallen af op een veelvoud van dit getal.",
            "order": "Lage nummers staan bovenaan.",
        }

    def __init__(self, *args: Any, programme: Programme | None, on: date, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.is_regional = bool(self.instance.region_id)
        if self.is_regional:
            choices = [(one.value, one.label) for one in REGIONAL_LEVELS]
            self.fields["level"].choices = choices  # type: ignore[attr-defined]
            for name in ("cbs_column", "order"):
                del self.fields[name]
        self._offer_blocks(programme, on)
        self.fixed = fixed_fields(self.instance)
        for name in self.fixed:
            self.fields[name].disabled = True
            self.fields[name].help_text = "Ligt vast, want er zijn al cijfers."
        self.helper = form_helper(*self._layout(), submit="Indicator opslaan", cancel_url=cancel_url)

    def _offer_blocks(self, programme: Programme | None, on: date) -> None:
        field, chosen = self.fields["blocks"], []
        if self.instance.pk:
            chosen = list(self.instance.blocks.values_list("pk", flat=True))
        self.initial["blocks"] = chosen
        if programme is None:
            del self.fields["blocks"]
            return
        titles = wording.titles_in_force(programme, on=on)
        field.queryset = BuildingBlock.objects.filter(programme=programme)  # type: ignore[attr-defined]
        field.choices = wording.choices(titles.block_groups(), titles.blocks, chosen)  # type: ignore[attr-defined]

    def _layout(self) -> list[Any]:
        here = [name for name in ("blocks", "cbs_column", "order") if name in self.fields]
        return [
            *("seen_version", "name", "definition", "source"),
            Fieldset("Hoe wordt geteld?", Row("unit", "value_kind"), "decimals", Row("level", "period_kind")),
            "comparable_since",
            Fieldset("Kleine aantallen", "protects", Row("threshold", "rounding")),
            *here,
        ]

    def clean_decimals(self) -> int:
        decimals = self.cleaned_data["decimals"]
        if decimals > 3:
            raise ValidationError("Kies 0, 1, 2 of 3 cijfers achter de komma.")
        return decimals

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        if data.get("comparable_since"):
            try:
                since = Period.parse(data["comparable_since"], data.get("period_kind"))
            except ValidationError as error:
                self.add_error("comparable_since", error)
            else:
                data["comparable_since"] = str(since)
        return data


class IncomparabilityForm(forms.ModelForm):
    """`areas`: what it can be about; one and the same area is not asked for."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    area = forms.ChoiceField(label="Voor welk gebied?")
    first = PeriodField(label="Vanaf welke periode?")
    last = PeriodField(label="Tot en met welke periode?", required=False)
    reason = LightTextField(
        label="Niet vergelijkbaar, want",
        rows=3,
        max_length=1000,
        help_text="Schrijf het als het vervolg van de zin. Dit staat overal waar het cijfer staat.",
    )

    class Meta:
        model = Incomparability
        fields = ("first", "last", "reason")

    def __init__(self, *args: Any, areas: list[Area], on: date, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.indicator.period_kind
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        self.areas = {one.code: one for one in areas}
        self.fields["area"].choices = [(one.code, _area_words(one)) for one in areas]  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["area"] = self.instance.area_code
        self.fields["first"].offer(kind, on, "Kies een periode")  # type: ignore[attr-defined]
        self.fields["last"].offer(kind, on, "Tot nu toe")  # type: ignore[attr-defined]
        layout = ("seen_version", "area", Row("first", "last"), "reason")
        self.helper = form_helper(*layout, submit="Reden opslaan", cancel_url=cancel_url)

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and Period.parse(last) < Period.parse(first):
            self.add_error("last", "Deze periode ligt vóór de eerste. Kies een latere periode.")
        if area := self.areas.get(data.get("area", "")):
            for name, value in area.fields.items():
                setattr(self.instance, name, value)
        return data


def _area_words(area: Area) -> str:
    return "Alle gebieden" if area.level == AreaLevel.COUNTRY else area.told


class TargetForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    baseline_period = PeriodField(label="Nulmeting in welke periode?", required=False)
    baseline = NumberField(label="Nulmeting", required=False)
    target = NumberField(label="Streefwaarde", required=False)
    target_on = DutchDateField(label="Te bereiken vóór", required=False)
    note = LightTextField(label="Toelichting", required=False, rows=3, max_length=2000)

    class Meta:
        model = FigureTarget
        fields = ("baseline_period", "baseline", "target", "target_on", "note")

    def __init__(self, *args: Any, on: date, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        period = self.fields["baseline_period"]
        period.offer(self.instance.indicator.period_kind, on, "Geen nulmeting")  # type: ignore[attr-defined]
        self.helper = form_helper(
            "seen_version",
            Fieldset("Nulmeting: waar begon u?", Row("baseline_period", "baseline")),
            Fieldset("Streefwaarde: waar wilt u heen?", Row("target", "target_on")),
            "note",
            submit="Streefwaarde opslaan",
            cancel_url=cancel_url,
        )

    def clean(self) -> Any:
        data = super().clean() or self.cleaned_data
        if data.get("baseline") is not None and not data.get("baseline_period"):
            self.add_error("baseline_period", "Kies bij welke periode de nulmeting hoort.")
        for name in ("baseline", "target"):
            if (value := data.get(name)) is not None:
                self._refuse(name, value)
        return data

    def _refuse(self, name: str, value: Decimal) -> None:
        indicator = self.instance.indicator
        if value < 0 or value > 1_000_000_000:
            self.add_error(name, "Vul een getal in van 0 of meer, bijvoorbeeld 1.250.")
        elif -int(value.normalize().as_tuple().exponent) > indicator.decimals:
            most = indicator.decimals
            said = f"hoogstens {most} cijfers achter de komma" if most else "een heel getal, zonder komma"
            self.add_error(name, f"Vul {said} in.")


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Waarom trekt u dit cijfer in?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Het cijfer verdwijnt van de pagina’s. De eerdere waarden en uw reden blijven hier staan.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="", extra=(SecondaryButton("Cijfer intrekken"),))
