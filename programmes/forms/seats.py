"""The formset of who sits in a body."""

from django import forms

from ghnt.ui.fields import DutchDateField
from programmes.bodies import SeatValues
from regions.contacts import contacts_in
from regions.forms import OrganisationChoices, new_organisation_field, organisation_choices
from regions.models import Contact, Organisation, Seat, SeatRole

MOST_SEATS = 80


class SeenForm(forms.Form):
    """The version of the row that a page with a formset saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SeatForm(OrganisationChoices, forms.Form):
    lines = (("organisation", "function"), ("contact", "role"))
    leave = ("substitute", "substitute_from", "substitute_to")
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisatie", required=False)
    new_organisation = new_organisation_field("Andere organisatie")
    function = forms.CharField(label="Functie in het overleg", required=False, max_length=120)
    role = forms.ChoiceField(label="Rol", choices=SeatRole, initial=SeatRole.MEMBER, required=False)
    contact = forms.ModelChoiceField(Contact.objects.none(), label="Wie", required=False)
    substitute = forms.ModelChoiceField(Contact.objects.none(), label="Vervanger", required=False)
    substitute_from = DutchDateField(label="Vervangen vanaf", required=False)
    substitute_to = DutchDateField(label="Vervangen tot en met", required=False)

    def __init__(self, *args, region, choices, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_organisations(region, choices, "organisation")
        self.fields["function"].widget.attrs["class"] = "field-name"
        for name in ("contact", "substitute"):
            self.fields[name].queryset = contacts_in(region)
            self.fields[name].choices = people

    @property
    def field_lines(self):
        return [[self[name] for name in line] for line in self.lines]

    @property
    def leave_fields(self):
        """Who takes the seat during leave."""
        return [self[name] for name in self.leave]

    @property
    def has_leave(self):
        return any(self[name].value() or self[name].errors for name in self.leave)

    @property
    def names_another(self):
        return bool(self["new_organisation"].value() or self["new_organisation"].errors)

    def clean(self):
        data = super().clean()
        self.refuse_both("organisation")
        organisation = data.get("organisation") or data.get("new_organisation")
        told = any(data.get(name) for name in ("function", "contact", "substitute", "pk"))
        if told and not organisation and not data.get("DELETE") and "organisation" not in self.errors:
            self.add_error("organisation", "Kies een organisatie, of haal deze plaats weg.")
        person = data.get("contact")
        if person and data.get("organisation") and person.organisation_id != data["organisation"].pk:
            self.add_error("contact", f"{person.name} werkt bij {person.organisation}. Kies iemand anders.")
        if person and data.get("new_organisation"):
            self.add_error("contact", "Deze organisatie is nieuw. Sla haar eerst op, en kies daarna wie er komt.")
        self._check_substitution(data)
        return data

    def _check_substitution(self, data):
        begins, ends = data.get("substitute_from"), data.get("substitute_to")
        if (begins or ends) and not data.get("substitute") and "substitute" not in self.errors:
            self.add_error("substitute", "Kies wie vervangt, of maak de datums leeg.")
        if begins and ends and ends < begins:
            self.add_error("substitute_to", "Deze dag ligt vóór de eerste dag. Kies een latere dag.")
        if data.get("substitute") and data["substitute"] == data.get("contact"):
            self.add_error("substitute", "Iemand kan zichzelf niet vervangen. Kies iemand anders.")

    def values(self):
        data = self.cleaned_data
        return SeatValues(
            self.chosen_organisation("organisation"),
            data["function"],
            data["role"] or SeatRole.MEMBER,
            data["contact"],
            data["substitute"],
            data["substitute_from"],
            data["substitute_to"],
            data["pk"],
        )


class SeatFormSet(forms.BaseFormSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial:
            self.extra = 1

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Deze plaats weghalen"

    def kept_forms(self):
        filled = [form for form in self.forms if form.has_changed() or form.initial]
        return [form for form in filled if form.is_valid() and not form.cleaned_data.get("DELETE")]

    def values(self):
        """The seats to keep; typed names become organisations of the region."""
        return [form.values() for form in self.kept_forms() if _has_organisation(form.cleaned_data)]


def _has_organisation(data):
    return bool(data.get("organisation") or data.get("new_organisation"))


SeatForms = forms.formset_factory(
    SeatForm,
    formset=SeatFormSet,
    extra=3,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_SEATS,
    absolute_max=MOST_SEATS + 10,
    validate_max=True,
)


def seat_forms(body, region, data=None):
    """The seats of a body as a formset, with empty ones behind; each list of choices is asked for once."""
    names = ("pk", "organisation", "function", "role", "contact", "substitute", "substitute_from", "substitute_to")
    seats = Seat.objects.filter(body=body).select_related("organisation", "contact", "substitute")
    initial = [{name: getattr(seat, name) for name in names} for seat in seats]
    kwargs = {"region": region, "choices": organisation_choices(region), "people": _people(region)}
    return SeatForms(data, initial=initial, prefix="seats", form_kwargs=kwargs)


def _people(region):
    """Contacts under the name of their organisation."""
    groups = {}
    for person in contacts_in(region):
        groups.setdefault(person.organisation.name, []).append((person.pk, str(person)))
    return [("", "Nog niet bekend"), *groups.items()]
