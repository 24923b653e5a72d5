"""The rows that hang on an action: partners, milestones and money per year, each a formset with empty rows behind."""

from django import forms

from actions.means.book import grants_to_choose
from actions.models import MilestoneState
from actions.planning import LEAVE, CostValues, MilestoneValues, PartnerValues
from ghnt import clock
from ghnt.ui.fields import DutchDateField, EuroField, LightTextField
from regions.forms import OrganisationChoices, new_organisation_field, organisation_choices
from regions.models import Organisation

MAX_PARTNERS, MAX_MILESTONES, MAX_YEARS = 60, 60, 30


class RowForm(forms.Form):
    """One row; `lines` says which fields stand beside each other."""

    lines: tuple[tuple[str, ...], ...] = ()

    @property
    def field_lines(self):
        """Bound fields, line by line; the box that removes the row comes last."""
        names = [*self.lines, *([("DELETE",)] if "DELETE" in self.fields else [])]
        return [[self[name] for name in line] for line in names]


class PartnerForm(OrganisationChoices, RowForm):
    lines = (("organisation",), ("new_organisation",), ("responsible_for",))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Partner", required=False)
    new_organisation = new_organisation_field("Andere organisatie")
    responsible_for = LightTextField(label="Verantwoordelijk voor", required=False, rows=2)

    def __init__(self, *args, region, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_organisations(region, choices, "organisation")

    def clean(self):
        data = super().clean()
        self.refuse_both("organisation")
        has_partner = data.get("organisation") or data.get("new_organisation") or "organisation" in self.errors
        if data.get("responsible_for") and not has_partner:
            self.add_error("organisation", "Kies een partner, of haal de tekst bij de partner weg.")
        return data


class MilestoneForm(RowForm):
    lines = (("title",), ("due", "state", "reached_on"))
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="Mijlpaal", max_length=200, required=False)
    due = DutchDateField(label="Gepland op", required=False)
    state = forms.ChoiceField(
        label="Stand", choices=MilestoneState.choices, initial=MilestoneState.PLANNED, required=False
    )
    reached_on = DutchDateField(label="Gehaald op", required=False)

    def clean(self):
        data = super().clean()
        is_told = data.get("due") or data.get("reached_on") or data.get("state") not in ("", MilestoneState.PLANNED)
        is_filled = is_told or self.initial.get("pk")
        if is_filled and not data.get("title") and not data.get("DELETE") and not self.errors:
            self.add_error("title", "Vul in welke mijlpaal dit is, of haal de regel weg.")
        self._check_reached(data.get("state"), data.get("reached_on"))
        return data

    def _check_reached(self, state, reached_on):
        if reached_on and state != MilestoneState.REACHED:
            self.add_error("state", "Kies Gehaald, of maak ‘Gehaald op’ leeg.")
        if reached_on and reached_on > clock.today():
            self.add_error("reached_on", "Deze datum is nog niet geweest. Kies vandaag of een eerdere datum.")

    @property
    def is_filled(self):
        return bool(self.cleaned_data["title"])

    def values(self):
        data = self.cleaned_data
        state = data["state"] or MilestoneState.PLANNED
        return MilestoneValues(data["title"], data["due"], state, data["reached_on"], data["pk"])


class CostForm(RowForm):
    lines = (("year", "amount"), ("cover",), ("grant",), ("is_provisional",))
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    year = forms.IntegerField(
        label="Jaar",
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "field-date", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Vul een jaar in, bijvoorbeeld 2021."},
    )
    amount = EuroField(label="Bedrag in euro", required=False, may_be_open=True)
    cover = forms.CharField(label="Dekking: wie betaalt?", max_length=200, required=False)
    grant = forms.TypedChoiceField(label="Uit welke bijdrage?", required=False, coerce=int, empty_value=None)
    is_provisional = forms.BooleanField(label="Dit bedrag is voorlopig", required=False)

    def __init__(self, *args, grants=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grant"].choices = [("", "Geen bijdrage gekozen"), *grants]
        if not grants:
            self.lines = (("year", "amount"), ("cover",), ("is_provisional",))
            del self.fields["grant"]

    def clean(self):
        data = super().clean()
        told = data.get("amount") is not None or data.get("cover") or data.get("is_provisional")
        is_filled = told or self.initial.get("pk")
        if is_filled and not data.get("year") and not data.get("DELETE") and "year" not in self.errors:
            self.add_error("year", "Vul het jaar in, of haal de regel weg.")
        return data

    @property
    def is_filled(self):
        return self.cleaned_data["year"] is not None

    def values(self):
        data = self.cleaned_data
        kept = (data["year"], data["amount"], data["cover"], data["is_provisional"], data["pk"])
        return CostValues(*kept, data.get("grant", LEAVE))


class Rows(forms.BaseFormSet):
    """Rows of which empty ones do not count."""

    remove_label = "Deze regel weghalen"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial:
            self.extra = 1  # enough to go on; a long form is a burden

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = self.remove_label

    @property
    def is_in_order(self):
        """Valid, or not posted at all: then the rows stay as they are."""
        return not self.is_bound or self.is_valid()

    def kept_forms(self):
        filled = [form for form in self.forms if form.has_changed() or form.initial]
        return [form for form in filled if form.is_valid() and not form.cleaned_data.get("DELETE")]

    def values(self):
        """What to keep, as values of a plan; None when the rows were not posted."""
        return [form.values() for form in self.kept_forms() if form.is_filled] if self.is_bound else None


class PartnerFormSet(Rows):
    remove_label = "Deze partner weghalen"

    def clean(self):
        chosen = [form.cleaned_data.get("organisation") for form in self.kept_forms()]
        named = [organisation for organisation in chosen if organisation]
        if len(named) != len(set(named)):
            raise forms.ValidationError("Een partner staat er twee keer. Vul de bestaande regel aan.")

    def values(self):
        """The partners to keep; typed names become organisations of the region."""
        if not self.is_bound:
            return None
        return [
            PartnerValues(organisation, form.cleaned_data["responsible_for"])
            for form in self.kept_forms()
            if (organisation := form.chosen_organisation("organisation"))
        ]


def _rows(form, formset, most, extra):
    return forms.formset_factory(
        form,
        formset=formset,
        extra=extra,
        can_delete=True,
        can_delete_extra=False,
        max_num=most,
        absolute_max=most + 10,
        validate_max=True,
    )


PartnerForms = _rows(PartnerForm, PartnerFormSet, MAX_PARTNERS, 2)
MilestoneForms = _rows(MilestoneForm, Rows, MAX_MILESTONES, 3)
CostForms = _rows(CostForm, Rows, MAX_YEARS, 2)


def _posted(data, prefix):
    return data if data is not None and f"{prefix}-TOTAL_FORMS" in data else None


def partner_forms(action, data=None, choices=None):
    """The partners of an action as a formset, with empty ones behind."""
    partners = action.partners.select_related("organisation") if action.pk else []
    initial = [{"organisation": p.organisation, "responsible_for": p.responsible_for} for p in partners]
    region = action.programme.region
    form_kwargs = {"region": region, "choices": choices or organisation_choices(region)}
    return PartnerForms(_posted(data, "partners"), initial=initial, prefix="partners", form_kwargs=form_kwargs)


def milestone_forms(action, data=None):
    """The milestones of an action as a formset, with empty ones behind."""
    names = ("pk", "title", "due", "state", "reached_on")
    initial = [{name: getattr(one, name) for name in names} for one in action.milestones.all()] if action.pk else []
    return MilestoneForms(_posted(data, "milestones"), initial=initial, prefix="milestones")


def cost_forms(action, data=None):
    """The costs of an action as a formset, with empty years behind."""
    names = ("pk", "year", "amount", "cover", "is_provisional")
    costs = action.costs.all() if action.pk else []
    initial = [{name: getattr(one, name) for name in names} | {"grant": one.grant_id} for one in costs]
    form_kwargs = {"grants": tuple(grants_to_choose(action.programme.region))}
    return CostForms(_posted(data, "costs"), initial=initial, prefix="costs", form_kwargs=form_kwargs)
