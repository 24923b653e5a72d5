from django import forms
from django.core.exceptions import ValidationError

from ghnt.documents import uploads
from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import form_helper

ABOUT_FILE = "Hoogstens 20 MB. Voeg geen stukken toe over personen of gezinnen."
CHOOSE_AGAIN = "Kies het bestand daarna opnieuw: uw browser bewaart het niet."


class AttachmentForm(forms.Form):
    """A new attachment. Without a title it gets the name of its file."""

    upload = forms.FileField(
        label="Bestand", help_text=ABOUT_FILE, error_messages={"required": "Kies een bestand.", "empty": uploads.EMPTY}
    )
    title = forms.CharField(
        label="Titel", max_length=200, required=False, help_text="Leeg: de naam van het bestand wordt de titel."
    )
    date = DutchDateField(label="Datum van het stuk", required=False)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ",".join(uploads.KINDS)
        self.helper = form_helper("upload", "title", "date", submit="Bestand toevoegen", cancel_url=cancel_url)

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        uploads.check(upload)
        return upload

    def clean(self):
        data = super().clean()
        if self.errors and "upload" not in self.errors:
            self.add_error("upload", ValidationError(CHOOSE_AGAIN))
        upload = data.get("upload")
        if upload and not data.get("title"):
            data["title"] = upload.name.rsplit(".", 1)[0][:200] or "Bestand"
        return data


class AttachmentChangeForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Titel", max_length=200)
    date = DutchDateField(label="Datum van het stuk", required=False)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper("seen_version", "title", "date", submit="Bijlage opslaan", cancel_url=cancel_url)
