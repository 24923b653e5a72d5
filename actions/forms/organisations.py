"""Choosing an organisation of the region, or naming a new one."""

from django import forms

from actions.planning import organisation_named
from regions.models import Organisation

CHOOSE_ONE = "Kies een organisatie uit de lijst of vul een nieuwe naam in, niet allebei."


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
