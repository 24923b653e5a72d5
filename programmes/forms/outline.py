from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, Row, form_helper
from programmes import outline, wording
from programmes.forms.period import refuse_end_before_start
from programmes.models import BuildingBlock, OutlineNode, RegionalProgramme

LEVEL_NAMES = ("top_level_name", "second_level_name", "third_level_name")


class ProgrammeForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    valid_from = DutchDateField(label="Begindatum")
    valid_to = DutchDateField(label="Einddatum", required=False)

    class Meta:
        model = RegionalProgramme
        fields = ("title", "valid_from", "valid_to", *LEVEL_NAMES)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        for name in LEVEL_NAMES:
            self.fields[name].widget.attrs["class"] = "field-name"
        self.helper = form_helper(
            "seen_version",
            "title",
            Fieldset("Looptijd", Row("valid_from", "valid_to")),
            Fieldset("Hoe u de niveaus noemt", *LEVEL_NAMES),
            submit="Programma opslaan",
            cancel_url=cancel_url,
        )

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self, "valid_from", "valid_to")
        start = data.get("valid_from")
        taken = RegionalProgramme.objects.filter(region=self.instance.region, valid_from=start)
        if start and taken.exclude(pk=self.instance.pk).exists():
            self.add_error("valid_from", "Op deze dag begint al een programma. Kies een andere datum.")
        return data


class NodeForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Toelichting", required=False)
    blocks = forms.ModelMultipleChoiceField(
        BuildingBlock.objects.none(),
        label="Landelijke bouwstenen",
        help_text="Bij welke landelijke bouwstenen hoort dit onderdeel? U mag er meer kiezen, of geen.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = OutlineNode
        fields = ("parent", "code", "title", "text")
        labels = {"parent": "Valt onder"}

    def __init__(self, *args, titles, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        node = self.instance
        self.initial["seen_version"] = node.version
        self._offer_parents(node)
        chosen = list(node.blocks.values_list("pk", flat=True)) if node.pk else []
        self.initial["blocks"] = chosen
        self.fields["blocks"].queryset = BuildingBlock.objects.filter(programme=node.programme.programme)
        self.fields["blocks"].choices = wording.choices(titles.block_groups(), titles.blocks, chosen)
        self.fields["code"].widget.attrs["class"] = "field-short"
        self.fields["code"].help_text = "Bijvoorbeeld 2 of 2.1. Acties krijgen dit nummer met een volgnummer."
        self.helper = form_helper(
            "seen_version",
            "parent",
            "code",
            "title",
            "text",
            "blocks",
            submit="Onderdeel opslaan",
            cancel_url=cancel_url,
        )

    def _offer_parents(self, node):
        offered = outline.parent_choices(node.programme, node if node.pk else None)
        top = f"Geen: dit is een {node.programme.top_level_name}"
        self.fields["parent"].queryset = OutlineNode.objects.filter(pk__in=[item.pk for item in offered])
        self.fields["parent"].choices = [("", top), *((item.pk, str(item)) for item in offered)]

    def clean_code(self):
        code = self.cleaned_data["code"]
        same = OutlineNode.objects.filter(programme=self.instance.programme, code=code)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Dit nummer is al in gebruik. Kies een ander nummer.")
        return code
