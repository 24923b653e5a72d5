from django import forms

from actions.models import Action
from actions.planning import PartnerValues, organisation_named
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import HTML, Fieldset, Row, form_helper, formset_helper
from programmes import wording
from programmes.forms.period import refuse_end_before_start
from programmes.models import Measure, OutlineNode
from regions.models import Organisation

MAX_PARTNERS = 60
CHOOSE_ONE = "Kies een organisatie uit de lijst of vul een nieuwe naam in, niet allebei."
FIND_MEASURE = (
    '<p hidden><label class="utrecht-form-label" for="find-measure">Maatregel zoeken</label><br>'
    '<input class="utrecht-textbox utrecht-textbox--html-input field-name" type="search" id="find-measure"'
    ' data-find-in="#measures" autocomplete="off"></p>'
)


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


class ActionForm(OrganisationChoices, forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    description = LightTextField(label="Omschrijving", required=False)
    expected_result = LightTextField(label="Beoogd resultaat", required=False, rows=3)
    new_puller = new_organisation_field("Andere organisatie als trekker")
    new_owner = new_organisation_field("Andere organisatie als bestuurlijk eigenaar")
    start = DutchDateField(label="Begindatum", required=False)
    end = DutchDateField(label="Einddatum", required=False)
    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(),
        label="Landelijke maatregelen waaraan deze actie bijdraagt",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Action
        fields = (
            "title",
            "node",
            "description",
            "expected_result",
            "puller",
            "owner",
            "priority",
            "start",
            "end",
            "measures",
        )
        help_texts = {
            "puller": "De trekker zorgt dat de actie gebeurt.",
            "owner": "Wie is er bestuurlijk verantwoordelijk?",
        }

    def __init__(self, *args, titles, **kwargs):
        super().__init__(*args, **kwargs)
        action = self.instance
        programme = action.programme
        self.initial["seen_version"] = action.version
        self.fields["node"].queryset = OutlineNode.objects.of(programme)
        self.fields["node"].empty_label = "Kies een onderdeel"
        self.fields["priority"].choices = [("", "Geen prioriteit gekozen"), *Action._meta.get_field("priority").choices]
        choices = organisation_choices(programme.region)
        self.offer_organisations(programme.region, choices, "puller", "owner")
        chosen = list(action.measures.values_list("pk", flat=True)) if action.pk else []
        self.initial["measures"] = chosen
        self.fields["measures"].queryset = Measure.objects.filter(programme=programme.programme)
        self.fields["measures"].choices = wording.choices(titles.measure_groups(), titles.measures, chosen)
        self.helper = form_helper(*LAYOUT, submit="", form_tag=False)

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self)
        self.refuse_both("puller")
        self.refuse_both("owner")
        return data


LAYOUT = (
    "seen_version",
    "title",
    "node",
    "description",
    "expected_result",
    Fieldset("Wie", "puller", "new_puller", "owner", "new_owner"),
    Fieldset("Planning", "priority", Row("start", "end")),
    HTML(FIND_MEASURE),
    HTML('<div id="measures">'),
    "measures",
    HTML("</div>"),
)


class PartnerForm(OrganisationChoices, forms.Form):
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


class PartnerFormSet(forms.BaseFormSet):
    @property
    def helper(self):
        helper = formset_helper("organisation", "new_organisation", "responsible_for", item="Partner", submit="")
        helper.form_tag, helper.disable_csrf = False, True
        return helper

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Deze partner weghalen"

    def clean(self):
        chosen = [form.cleaned_data.get("organisation") for form in self._kept_forms()]
        named = [organisation for organisation in chosen if organisation]
        if len(named) != len(set(named)):
            raise forms.ValidationError("Een partner staat er twee keer. Vul de bestaande regel aan.")

    def partners(self):
        """The partners to keep; typed names become organisations of the region."""
        return [
            PartnerValues(organisation, form.cleaned_data["responsible_for"])
            for form in self._kept_forms()
            if (organisation := form.chosen_organisation("organisation"))
        ]

    def _kept_forms(self):
        filled = [form for form in self.forms if form.has_changed() or form.initial]
        return [form for form in filled if form.is_valid() and not form.cleaned_data.get("DELETE")]


PartnerForms = forms.formset_factory(
    PartnerForm,
    formset=PartnerFormSet,
    extra=2,
    can_delete=True,
    max_num=MAX_PARTNERS,
    absolute_max=MAX_PARTNERS + 10,
    validate_max=True,
)


def partner_forms(action, data=None):
    """The partners of an action as a formset, with two empty ones behind."""
    partners = action.partners.select_related("organisation") if action.pk else []
    initial = [{"organisation": p.organisation, "responsible_for": p.responsible_for} for p in partners]
    region = action.programme.region
    form_kwargs = {"region": region, "choices": organisation_choices(region)}
    return PartnerForms(data, initial=initial, prefix="partners", form_kwargs=form_kwargs)
