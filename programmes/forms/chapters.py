from django import forms

from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import form_helper
from programmes.models import ProgrammeChapter


class ChapterForm(forms.ModelForm):
    """The text of a usual chapter."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Tekst", required=False, rows=20)

    class Meta:
        model = ProgrammeChapter
        fields = ("text",)

    def __init__(self, *args, cancel_url, hint="", **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else None
        if hint:
            self.fields["text"].help_text = f"{hint} {self.fields['text'].help_text}"
        self.helper = form_helper(submit="Hoofdstuk opslaan", cancel_url=cancel_url)


class OwnChapterForm(ChapterForm):
    """A chapter of the region's own has a title to write too."""

    class Meta:
        model = ProgrammeChapter
        fields = ("title", "text")
        labels = {"title": "Titel van het hoofdstuk"}
