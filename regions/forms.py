from django import forms

from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import filter_helper
from regions.models import Organisation
from regions.organisations import organisation_named

CHOOSE_ONE = "Kies een organisatie uit de lijst of vul een nieuwe naam in, niet allebei."


class OnDateForm(forms.Form):
    """On which date a page looks at the map."""

    datum = DutchDateField(label="Datum", help_text="Bijvoorbeeld 1 januari 2019.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = filter_helper("datum", submit="Toon op datum")


class OrganisationChoices:
    """Form mixin: a select of the region's organisations beside a text field that adds one by name."""

    def offer_organisations(self, region, choices, *names):
        self.region = region
        for name in names:
            self.fields[name].queryset = Organisation.objects.offered_in(region)
            self.fields[name].choices = choices
            self.fields[f"new_{name}"].widget.attrs["class"] = "field-name"

    def refuse_both(self, name):
        if self.cleaned_data.get(name) and self.cleaned_data.get(f"new_{name}"):
            self.add_error(f"new_{name}", CHOOSE_ONE)

    def chosen_organisation(self, name):
        """The organisation chosen, or the one that its typed name stands for."""
        typed = self.cleaned_data[f"new_{name}"]
        return organisation_named(self.region, typed) if typed else self.cleaned_data[name]


def organisation_choices(region):
    """One list for every select of a page, so that each does not ask for its own."""
    offered = Organisation.objects.offered_in(region).values_list("pk", "name")
    return [("", "Kies een organisatie"), *offered]


def new_organisation_field(label):
    return forms.CharField(
        label=label,
        max_length=160,
        required=False,
        help_text="Staat de organisatie niet in de lijst? Vul dan hier de naam in.",
    )
