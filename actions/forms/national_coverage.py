from django import forms

from actions.national_coverage import WITHOUT_ACTIONS, WITHOUT_ANSWER, Wanted
from ghnt.ui.forms import filter_helper
from programmes.coverage import Subject
from programmes.models import Stance

STANCES = [*Stance.choices, (WITHOUT_ANSWER, "Nog geen antwoord"), (WITHOUT_ACTIONS, "Geen acties")]


class NationalCoverageForm(forms.Form):
    """Filters above the matrix. What is no choice counts as no filter."""

    editie = forms.ChoiceField(label="Landelijke indeling", required=False)
    lijn = forms.ChoiceField(label="Actielijn", required=False)
    keuze = forms.ChoiceField(label="Keuze", required=False, choices=[("", "Alle"), *STANCES])
    regio = forms.CharField(label="Regio", required=False, max_length=100)

    def __init__(self, data, *, subject, editions, edition, lines):
        super().__init__(data)
        self.fields["editie"].choices = [(str(item.pk), item.name) for item in editions]
        self.initial["editie"] = str(edition.pk) if edition else ""
        # Measures are many: they are shown a line at a time.
        every = [] if subject is Subject.MEASURES else [("", "Alle")]
        self.fields["lijn"].choices = [*every, *((str(line.pk), str(line)) for line in lines)]
        self.helper = filter_helper("editie", "lijn", "keuze", "regio", submit="Toon dekking")
        self.subject, self.lines = subject, lines

    @property
    def wanted(self):
        self.is_valid()
        data = self.cleaned_data
        line = int(data["lijn"]) if data.get("lijn") else None
        if line is None and self.subject is Subject.MEASURES and self.lines:
            line = self.lines[0].pk
        return Wanted(line, data.get("keuze", ""), data.get("regio", ""))

    def active(self):
        """(label, name of the parameter) of the filters in use that can be taken away."""
        self.is_valid()
        names = ["keuze", "regio"] + (["lijn"] if self.subject is Subject.BLOCKS else [])
        return [
            (f"{self.fields[name].label}: {self._words(name)}", name) for name in names if self.cleaned_data.get(name)
        ]

    def _words(self, name):
        value = self.cleaned_data[name]
        field = self.fields[name]
        return dict(field.choices).get(value, value) if isinstance(field, forms.ChoiceField) else value
