from django import forms

from actions.forms.reason import ReasonFields
from actions.models import Action
from actions.remarks import offered_remarks
from ghnt.ui.dates import long_date
from ghnt.ui.fields import DutchDateField, LightTextField, RowsField
from programmes import wording
from programmes.forms.period import refuse_end_before_start
from programmes.models import BuildingBlock, Measure, OutlineNode, Remark
from regions.forms import OrganisationChoices, new_organisation_field, organisation_choices


def _boxes(model, label, **kwargs):
    return RowsField(model.objects.none(), label=label, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class ActionForm(ReasonFields, OrganisationChoices, forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    description = LightTextField(label="Omschrijving", required=False)
    expected_result = LightTextField(label="Beoogd resultaat", required=False, rows=3)
    new_puller = new_organisation_field("Andere organisatie als trekker")
    new_owner = new_organisation_field("Andere organisatie als bestuurlijk eigenaar")
    start = DutchDateField(label="Begindatum", required=False)
    end = DutchDateField(label="Einddatum", required=False)
    measures = _boxes(Measure, "Landelijke maatregelen waaraan deze actie bijdraagt")
    blocks = _boxes(BuildingBlock, "Landelijke bouwstenen van deze actie zelf")
    remarks = _boxes(Remark, "Opmerkingen waar deze actie iets mee doet")

    class Meta:
        model = Action
        fields = (
            "title",
            "node",
            "description",
            "expected_result",
            "puller",
            "puller_contact",
            "owner",
            "priority",
            "start",
            "end",
            "measures",
            "blocks",
            "remarks",
        )
        help_texts = {
            "puller": "De trekker zorgt dat de actie gebeurt.",
            "puller_contact": "Naam en functie. Alleen wie de regio mag lezen, ziet dit.",
            "owner": "Wie is er bestuurlijk verantwoordelijk?",
        }

    def __init__(self, *args, titles, rights, choices=None, **kwargs):
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        self.initial["seen_version"] = self.instance.version
        self.fields["node"].queryset = OutlineNode.objects.of(programme)
        self.fields["node"].empty_label = "Kies een onderdeel"
        self.fields["priority"].choices = [("", "Geen prioriteit gekozen"), *Action._meta.get_field("priority").choices]
        self.fields["puller_contact"].widget.attrs["class"] = "field-name"
        self.offer_organisations(programme.region, choices or organisation_choices(programme.region), "puller", "owner")
        self._offer(
            "measures", Measure.objects.filter(programme=programme.programme), titles.measure_groups(), titles.measures
        )
        self._offer(
            "blocks", BuildingBlock.objects.filter(programme=programme.programme), titles.block_groups(), titles.blocks
        )
        self._offer_remarks(programme.region, rights)
        self.offer_reason(programme)
        if not self.instance.pk:
            self.withdraw_reason()

    def _chosen(self, name):
        return list(getattr(self.instance, name).values_list("pk", flat=True)) if self.instance.pk else []

    def _offer(self, name, queryset, groups, entries):
        chosen = self.initial[name] = self._chosen(name)
        self.fields[name].queryset = queryset
        self.fields[name].choices = wording.choices(groups, entries, chosen)

    def _offer_remarks(self, region, rights):
        linked = self._chosen("remarks")
        offered = list(offered_remarks(region, rights, chosen=linked))
        known = {remark.pk for remark in offered}
        self.initial["remarks"] = [pk for pk in linked if pk in known]
        self.unseen_remarks = [pk for pk in linked if pk not in known]
        self.fields["remarks"].queryset = Remark.objects.filter(pk__in=known)
        self.fields["remarks"].choices = [(remark.pk, _remark_label(remark)) for remark in offered]

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self)
        self.refuse_both("puller")
        self.refuse_both("owner")
        return data

    def chosen_remarks(self):
        """The remarks chosen, with the linked ones that this person may not read: those stay."""
        return [*self.cleaned_data["remarks"], *Remark.objects.filter(pk__in=self.unseen_remarks)]


def _remark_label(remark):
    conclusion = remark.conclusion
    where = f"{conclusion.body_name}, {long_date(conclusion.date)}, {conclusion.step.round.proposal.subject}"
    return f"{remark.text} ({where})"
