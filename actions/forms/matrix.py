import re

from django import forms

from actions.matrix import Answer, Choice
from actions.models import Participation
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import filter_helper, form_helper
from regions.models import Organisation


class MatrixFilter(forms.Form):
    programma = forms.CharField(required=False, widget=forms.HiddenInput)
    onderdeel = forms.TypedChoiceField(label="Onderdeel", required=False, coerce=int, empty_value=None)
    gemeente = forms.TypedChoiceField(label="Gemeente", required=False, empty_value=None)
    trekker = forms.TypedChoiceField(label="Trekker", required=False, coerce=int, empty_value=None)
    open = forms.BooleanField(label="Alleen acties waarop nog een antwoord ontbreekt", required=False)

    def __init__(self, data, *, programme, nodes, members):
        super().__init__(data)
        pullers = Organisation.objects.filter(pulled_actions__programme=programme).distinct()
        self.members = members
        self.fields["onderdeel"].choices = [("", "Alle"), *((node.pk, str(node)) for node in nodes)]
        self.fields["gemeente"].choices = [("", "Alle"), *((one.slug, one.name) for one in members)]
        self.fields["trekker"].choices = [("", "Alle"), *pullers.values_list("pk", "name")]
        self.helper = filter_helper(submit="Toon acties")

    @property
    def choice(self):
        """What was chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        slug = chosen.get("gemeente")
        municipality = next((one.pk for one in self.members if one.slug == slug), None)
        return Choice(chosen.get("onderdeel"), municipality, chosen.get("trekker"), chosen.get("open", False))

    def active(self):
        """(words, name of the parameter) of every filter in use."""
        self.is_valid()
        for name in ("onderdeel", "gemeente", "trekker"):
            if value := self.cleaned_data.get(name):
                label = dict(self.fields[name].choices)[value]
                yield f"{self.fields[name].label}: {label}", name
        if self.cleaned_data.get("open"):
            yield "Nog geen antwoord", "open"


class AnswerForm(forms.Form):
    """One answer for the cells that were chosen."""

    takes_part = forms.ChoiceField(
        label="Welk antwoord geeft u?", choices=Participation.choices, widget=forms.RadioSelect
    )
    since = DutchDateField(label="Sinds of vanaf wanneer?", required=False, help_text="Bijvoorbeeld 1 januari 2021.")
    elaboration = LightTextField(
        label="Eigen uitwerking",
        required=False,
        rows=2,
        help_text="Komt alleen waar nog geen uitwerking staat. Schrijf niets over personen of gezinnen.",
    )

    def __init__(self, *args, cancel_url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Bekijken wat er verandert", cancel_url=cancel_url, form_tag=False)
        self.helper.disable_csrf = True

    @property
    def answer(self):
        return Answer(**{name: self.cleaned_data[name] for name in ("takes_part", "since", "elaboration")})


class ChosenCells:
    """The check boxes of a post: single cells, whole rows ("alle gemeenten") and whole columns ("overal mee")."""

    def __init__(self, data=None):
        self.cells, self.rows, self.columns = set(), set(), set()
        if data is not None:
            pairs = (re.fullmatch(r"(\d{1,18})-(\d{1,18})", text) for text in data.getlist("c"))
            self.cells = {(int(pair[1]), int(pair[2])) for pair in pairs if pair}
            self.rows, self.columns = _numbers(data.getlist("r")), _numbers(data.getlist("m"))

    def among(self, actions, columns):
        """The cells they stand for, as (action, municipality), within what may be chosen."""
        return {
            (action.pk, one.pk)
            for action in actions
            for one in columns
            if (action.pk, one.pk) in self.cells or action.pk in self.rows or one.pk in self.columns
        }


def _numbers(texts):
    return {int(text) for text in texts if text.isdecimal() and len(text) < 19}
