from django import forms

from actions.models import SavedView
from actions.saved_views import clean_query
from ghnt.ui.forms import form_helper

TAKEN = "U hebt al een weergave met deze naam. Kies een andere naam."


class SavedViewForm(forms.ModelForm):
    """A name for filters, columns and order. `may_share` decides whether others may get it too."""

    class Meta:
        model = SavedView
        fields = ("name", "is_shared", "query")
        widgets = {"query": forms.HiddenInput}
        labels = {"name": "Naam van de weergave", "is_shared": "Deel deze weergave met iedereen in de regio"}

    def __init__(self, *args, may_share, cancel_url, submit="Weergave bewaren", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "Geef de weergave een naam, bijvoorbeeld: Te laat."
        if not may_share:
            del self.fields["is_shared"]
        self.helper = form_helper(*self.fields, submit=submit, cancel_url=cancel_url)

    def clean_query(self):
        return clean_query(self.cleaned_data["query"])

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        mine = SavedView.objects.filter(region=self.instance.region, owner=self.instance.owner, name=name)
        if mine.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(TAKEN)
        return name
