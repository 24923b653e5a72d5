from django import forms

from actions.learning.forms.choosing import boxes, offer_actions, offer_blocks, offer_regions
from actions.learning.research import Links
from actions.models import Action, Research
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import filter_helper, form_helper
from programmes.forms.period import refuse_end_before_start
from programmes.models import BuildingBlock
from regions.models import Region


class ResearchForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    question = LightTextField(label="Wat wordt onderzocht?", required=False, rows=4)
    start = DutchDateField(label="Begint op", required=False)
    until = DutchDateField(label="Loopt tot en met", required=False)
    results = LightTextField(label="Uitkomsten", required=False, rows=6)
    link = forms.URLField(label="Adres van het rapport", required=False, assume_scheme="https")
    regions = boxes(Region, "Over welke regio’s gaat het?")
    blocks = boxes(BuildingBlock, "Over welke landelijke bouwstenen gaat het?")
    actions = boxes(Action, "Welke acties volgt het?")

    class Meta:
        model = Research
        fields = (
            *("title", "kind", "question", "done_by", "commissioned_by", "start", "until", "results", "link"),
            *("regions", "blocks", "actions"),
        )
        help_texts = {"done_by": "Een bureau, hogeschool of universiteit. Geen namen van deelnemers."}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        research = self.instance
        self.initial["seen_version"] = research.version if research.pk else None
        self.kept = []
        if research.pk:
            for name in ("regions", "blocks", "actions"):
                self.initial[name] = list(getattr(research, name).values_list("pk", flat=True))
        offer_regions(self)
        offer_blocks(self, chosen=self.initial.get("blocks", ()))
        self._offer_actions()
        self.fields["link"].error_messages["invalid"] = "Vul een volledig adres in, dat begint met https://."
        order = (
            *("seen_version", "title", "kind", "question", "done_by", "commissioned_by", "start", "until"),
            *("regions", "blocks", "actions", "results", "link"),
        )
        shown = [name for name in order if name in self.fields]
        self.helper = form_helper(*shown, submit="Onderzoek opslaan", cancel_url=cancel_url)

    def _offer_actions(self):
        """The region's own actions; those of others that it follows stay."""
        chosen = self.initial.get("actions", [])
        offer_actions(self, self.instance.owner, chosen=chosen)
        offered = self.fields["actions"].queryset.values_list("pk", flat=True) if "actions" in self.fields else ()
        self.kept = list(Action.objects.filter(pk__in=set(chosen) - set(offered)))
        self.initial["actions"] = [pk for pk in chosen if pk in set(offered)]

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self, "start", "until")
        return data

    @property
    def links(self):
        data = self.cleaned_data
        return Links(data["regions"], data["blocks"], [*data.get("actions", ()), *self.kept])


class ResearchFilter(forms.Form):
    zoek = forms.CharField(label="Zoekwoord", required=False, max_length=100)
    regio = forms.ChoiceField(label="Regio", required=False)
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Alles"), ("lopend", "Loopt nog")], widget=forms.Select
    )

    def __init__(self, data, *, regions):
        super().__init__(data)
        self.regions = {one.slug: one for one in regions}
        self.fields["regio"].choices = [("", "Alle"), *((slug, one.name) for slug, one in self.regions.items())]
        self.helper = filter_helper("zoek", "regio", "stand", submit="Toon onderzoek")

    def chosen(self, name):
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    @property
    def region(self):
        return self.regions.get(self.chosen("regio"))
