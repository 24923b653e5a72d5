from django import forms

from actions.initiatives import Score
from actions.models import Contribution, Initiative, InitiativeState
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, filter_helper, form_helper
from programmes.models import OutlineNode

NOT_WEIGHED = "Nog niet gewogen"
SCORES = [*((str(value), label) for value, label in reversed(Contribution.choices)), ("", NOT_WEIGHED)]


class InitiativeFilter(forms.Form):
    programma = forms.CharField(required=False, widget=forms.HiddenInput)
    zoek = forms.CharField(label="Zoekwoord", required=False, max_length=100)
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle"), *InitiativeState.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = filter_helper("programma", "zoek", "stand", submit="Toon initiatieven")

    def chosen(self, name):
        return self.cleaned_data.get(name, "") if self.is_valid() else ""


class InitiativeForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    description = LightTextField(label="Omschrijving", required=False)
    proposed_on = DutchDateField(label="Voorgesteld op", required=False)

    class Meta:
        model = Initiative
        fields = ("title", "description", "proposed_by", "proposed_on")
        help_texts = {"proposed_by": "Een gemeente, organisatie of overleg. Geen namen van cliënten."}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["proposed_by"].widget.attrs["class"] = "field-name"
        self.helper = form_helper(
            "seen_version",
            "title",
            "description",
            "proposed_by",
            "proposed_on",
            submit="Initiatief opslaan",
            cancel_url=cancel_url,
        )


class WeighForm(forms.Form):
    """The meetlat: per goal a score and a few words."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, initiative, groups, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = initiative.version
        self.goals = [goal for group in groups for goal in group.goals]
        given = {score.goal_id: score for score in initiative.scores.all()}
        for goal in self.goals:
            self._ask(goal, given.get(goal.pk))
        parts = [Fieldset(*self._part(group)) for group in groups]
        self.helper = form_helper("seen_version", *parts, submit="Weging opslaan", cancel_url=cancel_url)

    def _ask(self, goal, given):
        self.fields[f"score_{goal.pk}"] = forms.ChoiceField(
            label=f"Doel: {goal.statement}",
            help_text=f"Streefwaarde: {goal.target}" if goal.target else "",
            choices=SCORES,
            required=False,
            widget=forms.RadioSelect,
            initial=str(given.score) if given else "",
        )
        self.fields[f"text_{goal.pk}"] = LightTextField(
            label="Waarom?", rows=2, required=False, hint=False, initial=given.text if given else ""
        )

    def _part(self, group):
        names = [name for goal in group.goals for name in (f"score_{goal.pk}", f"text_{goal.pk}")]
        return [str(group.node or "Het hele programma"), *names]

    def scores(self):
        """What was filled in, per goal."""
        data = self.cleaned_data
        return {
            goal: Score(int(score) if (score := data[f"score_{goal.pk}"]) else None, data[f"text_{goal.pk}"])
            for goal in self.goals
        }

    def clean(self):
        data = super().clean()
        for goal in self.goals:
            if data.get(f"text_{goal.pk}") and data.get(f"score_{goal.pk}") == "":
                self.add_error(f"score_{goal.pk}", "Kies hoeveel het bijdraagt, of haal de tekst weg.")
        return data


class AcceptForm(forms.Form):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    node = forms.ModelChoiceField(
        OutlineNode.objects.none(), label="Onder welk onderdeel", empty_label="Kies een onderdeel"
    )
    title = forms.CharField(label="Titel van de actie", max_length=200)
    description = LightTextField(label="Omschrijving van de actie", required=False)
    reason = LightTextField(label="Waarom neemt u het over?", rows=2, required=False)

    def __init__(self, *args, initiative, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["node"].queryset = OutlineNode.objects.of(initiative.programme)
        self.initial |= {
            "seen_version": initiative.version,
            "title": initiative.title,
            "description": initiative.description,
        }
        self.helper = form_helper(*self.fields, submit="Actie maken", cancel_url=cancel_url)


class DeclineForm(forms.Form):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = LightTextField(label="Waarom neemt u het niet over?", rows=3)

    def __init__(self, *args, initiative, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = initiative.version
        self.fields["reason"].error_messages["required"] = "Schrijf waarom het initiatief niet wordt overgenomen."
        self.helper = form_helper(*self.fields, submit="Initiatief afwijzen", cancel_url=cancel_url)
