"""What people fill in about a bottleneck: its words, a step, filters above the lists."""

from __future__ import annotations

from django import forms

from actions.bottlenecks.states import WORDS, levels_for
from actions.models import Action, Bottleneck, BottleneckState, Level
from actions.remark_actions import offered_actions
from actions.remarks import offered_remarks
from ghnt import clock
from ghnt.ui.dates import long_date
from ghnt.ui.fields import NO_PERSONS, DutchDateField, LightTextField, RowsField
from ghnt.ui.forms import filter_helper, form_helper
from programmes import wording
from programmes.catalogue import CatalogueTitles, edition_in_force, titles
from programmes.models import BuildingBlock, CatalogueEdition, Remark
from regions.models import Municipality, Region

RELATIONS = ("blocks", "municipalities", "actions", "remarks")
LEVEL_HINTS = {
    Level.MUNICIPALITY: "Blijft binnen de regio.",
    Level.REGION: "Een overleg van uw regio. Blijft binnen de regio.",
    Level.CORE_TEAM: "Het landelijk team leest dan het knelpunt en zijn geschiedenis.",
    Level.STEERING: "Het landelijk team leest het knelpunt met zijn geschiedenis en brengt het naar de stuurgroep.",
    Level.LAWMAKER: "Voor een wet of regel. Het landelijk team leest het knelpunt met zijn geschiedenis.",
}


def _boxes(model, label):
    return RowsField(model.objects.none(), label=label, required=False, widget=forms.CheckboxSelectMultiple)


def block_titles() -> CatalogueTitles:
    """The blocks in the words of the edition in force; none before there is a catalogue."""
    edition = edition_in_force(on=clock.today())
    return titles(edition) if edition else CatalogueTitles(CatalogueEdition())


class OffersBlocks:
    def offer_blocks(self, chosen):
        known = block_titles()
        self.fields["blocks"].queryset = BuildingBlock.objects.all()
        self.fields["blocks"].choices = wording.choices(known.block_groups(), known.blocks, chosen)


class BottleneckForm(OffersBlocks, forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Toelichting", required=False, help_text=f"Wat gaat er mis, en voor wie? {NO_PERSONS}")
    proposed_solution = LightTextField(label="Voorgestelde oplossing", required=False, rows=3)
    found_on = DutchDateField(label="Gesignaleerd op", required=False)
    blocks = _boxes(BuildingBlock, "Landelijke bouwstenen")
    municipalities = _boxes(Municipality, "Gemeenten die het merken")
    actions = _boxes(Action, "Acties")
    remarks = _boxes(Remark, "Opmerkingen van overleggen")

    class Meta:
        model = Bottleneck
        fields = ("title", "text", "proposed_solution", "must_act", "found_on", "in_report", *RELATIONS)
        labels = {"in_report": "Ook in de rapportage vertellen"}
        help_texts = {
            "title": NO_PERSONS,
            "in_report": "Een knelpunt dat u landelijk voorlegt, staat altijd in de rapportage.",
        }

    def __init__(self, *args, rights, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["title"].error_messages["required"] = "Schrijf het knelpunt in één zin."
        self.fields["must_act"].widget = forms.RadioSelect(choices=Level.choices)
        region = self.instance.region
        chosen = {name: self._chosen(name) for name in RELATIONS}
        self.offer_blocks(chosen["blocks"])
        members = Municipality.objects.in_region(region, on=clock.today())
        kept = Municipality.objects.filter(pk__in=chosen["municipalities"])
        self.fields["municipalities"].queryset = (members | kept).distinct() if kept else members
        self._offer_actions(region, chosen["actions"])
        self.fields["remarks"].queryset = offered_remarks(region, rights, chosen=chosen["remarks"])
        self.fields["remarks"].label_from_instance = _remark_label
        self.helper = form_helper(
            "seen_version",
            "title",
            "text",
            "must_act",
            "proposed_solution",
            "found_on",
            "in_report",
            *[name for name in RELATIONS if self._offers(name)],
            submit="Knelpunt opslaan",
            cancel_url=cancel_url,
        )

    def _chosen(self, name):
        if self.instance.pk:
            return list(getattr(self.instance, name).values_list("pk", flat=True))
        return [int(one) for one in self.initial.get(name, ())]

    def _offer_actions(self, region, chosen):
        offered = {action.pk: action for action in offered_actions(region)}
        groups: dict[str, list[tuple[int, str]]] = {}
        for action in offered.values():
            groups.setdefault(str(action.node), []).append((action.pk, f"{action.code} {action.title}"))
        kept = Action.objects.filter(pk__in=set(chosen) - offered.keys(), bottlenecks=self.instance.pk)
        others = [(one.pk, one.title) for one in kept]
        self.fields["actions"].queryset = Action.objects.filter(pk__in=[*offered, *(pk for pk, _ in others)])
        self.fields["actions"].choices = [*groups.items(), *([("Niet meer in de lijst", others)] if others else [])]

    def _offers(self, name):
        return bool(self.fields[name].choices if name in ("blocks", "actions") else self.fields[name].queryset)

    def relations(self):
        return {name: self.cleaned_data[name] for name in RELATIONS}


def _remark_label(remark):
    return f"{remark.conclusion.body_name}, {long_date(remark.conclusion.date)}: {remark.text}"[:200]


class NationalForm(OffersBlocks, forms.ModelForm):
    """A national bottleneck; a new one says where it lies at once."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = LightTextField(label="Toelichting", required=False)
    proposed_solution = LightTextField(label="Voorgestelde oplossing", required=False, rows=3)
    level = forms.ChoiceField(
        label="Aan wie ligt het voor?",
        choices=[(one.value, one.label) for one in (Level.CORE_TEAM, Level.STEERING, Level.LAWMAKER)],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies aan wie u het knelpunt voorlegt."},
    )
    blocks = _boxes(BuildingBlock, "Landelijke bouwstenen")

    class Meta:
        model = Bottleneck
        fields = ("title", "text", "proposed_solution", "blocks")
        help_texts = {"title": NO_PERSONS}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["title"].error_messages["required"] = "Schrijf het knelpunt in één zin."
        is_new = self.instance.pk is None
        if not is_new:
            del self.fields["level"]
        chosen = [] if is_new else list(self.instance.blocks.values_list("pk", flat=True))
        self.offer_blocks(chosen)
        names = ("seen_version", "title", "text", "proposed_solution", *(("level",) if is_new else ()), "blocks")
        self.helper = form_helper(*names, submit="Landelijk knelpunt opslaan", cancel_url=cancel_url)


class StepForm(forms.Form):
    """One verb: where to, when it moves, and the words with it."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label="Aan wie?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies aan wie u het knelpunt voorlegt."},
    )
    text = LightTextField(label="", rows=5)

    def __init__(self, *args, bottleneck, verb, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        words, levels = WORDS[verb], levels_for(bottleneck, verb)
        self.initial.setdefault("seen_version", bottleneck.version)
        if levels:
            self.fields["level"].choices = [(one.value, _level_words(one, bottleneck)) for one in levels]
        else:
            del self.fields["level"]
        field = self.fields["text"]
        field.label, field.required = words.question, words.is_needed
        field.help_text = f"{words.hint} {NO_PERSONS}".strip()
        field.error_messages["required"] = f"{words.question} Schrijf het in een of twee zinnen."
        self.helper = form_helper(*self.fields, submit=words.button, cancel_url=cancel_url)


def _level_words(level, bottleneck):
    hint = LEVEL_HINTS[level] if bottleneck.region_id else ""
    return f"{level.label}. {hint}" if hint else str(level.label)


STATES = [("", "Alle"), ("lopend", "Niet afgesloten"), *BottleneckState.choices]


class BottleneckFilter(forms.Form):
    zoek = forms.CharField(label="Zoekwoord", required=False, max_length=100)
    stand = forms.ChoiceField(label="Stand", required=False, choices=STATES)
    ligtbij = forms.ChoiceField(label="Ligt bij", required=False, choices=[("", "Alle"), *Level.choices])
    bouwsteen = forms.ChoiceField(label="Bouwsteen", required=False)
    wacht = forms.BooleanField(label="Wacht op een antwoord", required=False)
    names: tuple[str, ...] = ("zoek", "stand", "ligtbij", "bouwsteen", "wacht")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        blocks = [(str(pk), str(entry)) for pk, entry in block_titles().blocks.items()]
        self.fields["bouwsteen"].choices = [("", "Alle"), *blocks]
        self.helper = filter_helper(*self.names, submit="Toon knelpunten")

    @property
    def chosen(self):
        """What was chosen; nonsense counts as nothing."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class NationalFilter(BottleneckFilter):
    regio = forms.ModelChoiceField(
        Region.objects.none(), label="Regio", required=False, to_field_name="slug", empty_label="Alle"
    )
    koppeling = forms.ChoiceField(
        label="Landelijk knelpunt",
        required=False,
        choices=[("", "Alle"), ("los", "Nog niet gekoppeld"), ("landelijk", "Alleen landelijke")],
    )
    names = ("zoek", "stand", "ligtbij", "regio", "bouwsteen", "koppeling", "wacht")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regio"].queryset = Region.objects.valid(clock.today())
