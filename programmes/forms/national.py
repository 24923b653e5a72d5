"""Forms of the national team: a programme that follows, its catalogue, and what goes on as what."""

from django import forms

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import Row, form_helper
from programmes.models import CatalogueEdition, Programme
from programmes.national.first_edition import read_lines


class NationalProgrammeForm(forms.ModelForm):
    valid_from = DutchDateField(label="Begindatum")
    follows = forms.ModelChoiceField(
        Programme.objects.filter(successor__isnull=True),
        label="Volgt op",
        required=False,
        empty_label="Geen ander programma",
        help_text="Dat programma eindigt op de begindatum van dit programma, als het nog geen einddatum heeft.",
    )

    class Meta:
        model = Programme
        fields = ("name", "abbreviation", "valid_from")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Row("name", "abbreviation"), "valid_from", "follows", submit="Programma toevoegen", cancel_url=cancel_url
        )


class FirstEditionForm(forms.ModelForm):
    valid_from = DutchDateField(label="Geldig vanaf")
    lines = forms.CharField(
        label="Lijnen, bouwstenen en maatregelen",
        help_text=(
            "Eén per regel, met het nummer ervoor: 1 is een actielijn, 1.1 een bouwsteen en 1.1.1 een maatregel. "
            "U kunt de lijst plakken uit Word of Excel."
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=100_000,
        error_messages={"required": "Schrijf ten minste één lijn, bijvoorbeeld: 1 Eerder in beeld."},
    )

    class Meta:
        model = CatalogueEdition
        fields = ("name", "code", "valid_from", "source")
        widgets = {"source": forms.TextInput}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Kort, staat in het adres van de bladzijde. Bijvoorbeeld tks-2022."
        self.helper = form_helper(
            Row("name", "code"), "valid_from", "source", "lines", submit="Catalogus toevoegen", cancel_url=cancel_url
        )

    def clean_code(self):
        code = self.cleaned_data["code"].lower()
        if CatalogueEdition.objects.filter(code__iexact=code).exists() or code in {"programmas", "verschillen"}:
            raise forms.ValidationError("Deze code is al in gebruik. Kies een andere.")
        return code

    def clean_lines(self):
        return read_lines(self.cleaned_data["lines"])


class ContinuingForm(forms.Form):
    """Per earlier block check boxes of the later ones."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, continuing, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = continuing.seen
        choices = [(entry.pk, str(entry)) for entry in continuing.after]
        self.before = continuing.before
        for entry in continuing.before:
            self.fields[f"block_{entry.pk}"] = forms.TypedMultipleChoiceField(
                label=str(entry),
                choices=choices,
                coerce=int,
                initial=continuing.chosen.get(entry.pk, ()),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def rows(self):
        """Each earlier block with its field, and in words what it goes on as now."""
        return [(entry, self[f"block_{entry.pk}"]) for entry in self.before]

    @property
    def chosen(self):
        return {entry.pk: self.cleaned_data[f"block_{entry.pk}"] for entry in self.before}
