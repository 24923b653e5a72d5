"""The file to read in, with the indicator that it is about."""

from django import forms

from actions.exchange.mistakes import UnreadableFileError
from ghnt.ui.forms import form_helper
from reporting.figure_import.tables import read_table


class FigureFileForm(forms.Form):
    """`table` is the table in the file, once the form is valid."""

    indicator = forms.ModelChoiceField(
        queryset=None,
        label="Indicator",
        empty_label="Kies een indicator",
        help_text="Welk cijfer staat in de tabel?",
        error_messages={"required": "Kies een indicator.", "invalid_choice": "Kies een indicator uit de lijst."},
    )
    upload = forms.FileField(
        label="Bestand",
        help_text=(
            "Een CSV-bestand zoals het CBS dat aanbiedt, of een Excel-werkboek (.xlsx), hoogstens 10 MB. U ziet eerst "
            "wat er verandert."
        ),
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
    )

    def __init__(self, *args, indicators, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators
        self.fields["upload"].widget.attrs["accept"] = ".csv,.txt,.xlsx"
        self.helper = form_helper("indicator", "upload", submit="Tabel inlezen", cancel_url=cancel_url)
        self.table = None

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        try:
            self.table = read_table(upload, name=upload.name)
        except UnreadableFileError as error:
            raise forms.ValidationError([_words(mistake) for mistake in error.mistakes[:20]]) from error
        return upload


def _words(mistake):
    return f"{mistake.place}: {mistake.message}" if mistake.place else mistake.message
