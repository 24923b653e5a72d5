"""The filters above the list of proposals."""

from django import forms

from ghnt.ui.forms import HTML, filter_helper
from programmes.models import ProposalState, Purpose, RoundKind
from programmes.proposal_list import ORDERS, STATES
from regions.models import Body

FOLDED = ("purpose", "round", "distribute", "order")


class ProposalFilterForm(forms.Form):
    words = forms.CharField(label="Zoekwoord", required=False, max_length=100)
    state = forms.ChoiceField(label="Stand", required=False)
    body = forms.ModelChoiceField(Body.objects.none(), label="Overleg", required=False, empty_label="Alle")
    purpose = forms.ModelChoiceField(Purpose.objects.all(), label="Doel", required=False, empty_label="Alle")
    round = forms.ChoiceField(label="Ronde", required=False)
    distribute = forms.ChoiceField(
        label="Mag worden verspreid", required=False, choices=(("", "Alle"), ("yes", "Ja"), ("no", "Nee"))
    )
    order = forms.ChoiceField(label="Volgorde", required=False, choices=list(ORDERS.items()))

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.offered_in(region)
        self.fields["state"].choices = [("", "Alle"), *STATES, ("Precies", ProposalState.choices)]
        rounds = [(code, label.capitalize()) for code, label in RoundKind.choices]
        self.fields["round"].choices = [("", "Alle"), *rounds]
        is_unfolded = any(self.data.get(name) for name in FOLDED)
        self.helper = filter_helper(
            "words",
            "state",
            "body",
            HTML(f'<details class="fold"{" open" if is_unfolded else ""}><summary>Meer filters en volgorde</summary>'),
            *FOLDED,
            HTML("</details>"),
            submit="Toon voorstellen",
        )

    @property
    def chosen(self):
        """What was chosen; a filter that cannot be read leaves all."""
        self.is_valid()
        return self.cleaned_data if self.is_bound else {}

    def words_of_choices(self):
        """What narrows the list: (name of the field, what was chosen)."""
        states = {**dict(STATES), **dict(ProposalState.choices)}
        chosen = self.chosen
        pairs = (
            ("words", chosen.get("words")),
            ("state", states.get(chosen.get("state", ""))),
            ("body", chosen.get("body")),
            ("purpose", chosen.get("purpose")),
            ("round", dict(RoundKind.choices).get(chosen.get("round", ""))),
            ("distribute", {"yes": "ja", "no": "nee"}.get(chosen.get("distribute", ""))),
        )
        return [(name, f"{self.fields[name].label}: {value}") for name, value in pairs if value]
