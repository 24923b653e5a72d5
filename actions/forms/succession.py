import re
from datetime import date, timedelta
from itertools import groupby

from django import forms

from actions.models import ActionDestiny, Phase
from actions.succession import Going, Succession, offered
from ghnt import clock
from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import Fieldset, Row, form_helper
from programmes.forms.period import refuse_end_before_start
from programmes.models import Programme
from programmes.outline import national_programme

_YEARS = re.compile(r"[ ,]*\b\d{4}\s*(-|–|tot)\s*\d{4}$")


class SuccessionForm(forms.Form):
    title = forms.CharField(label="Titel", max_length=200)
    valid_from = DutchDateField(label="Begindatum")
    valid_to = DutchDateField(label="Einddatum", required=False)
    national = forms.ModelChoiceField(
        Programme.objects.all(),
        label="Landelijk programma",
        required=False,
        empty_label="Het programma dat op de begindatum loopt",
    )
    going = forms.MultipleChoiceField(
        label="Wat gaat mee?",
        choices=Going.choices,
        initial=Going.values,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    actions = forms.TypedMultipleChoiceField(
        label="Welke acties gaan mee?",
        help_text=(
            "Acties die lopen staan aangekruist, tenzij u koos dat zij worden afgerond of overgaan. De voortgang "
            "blijft bij het oude programma."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, source, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        self.initial |= {"title": _without_years(source.title), "valid_from": _next_start(source)}
        self._offer_actions()
        self.helper = form_helper(
            "title",
            Fieldset("Looptijd", Row("valid_from", "valid_to"), "national"),
            "going",
            *(["actions"] if "actions" in self.fields else []),
            submit="Voorbeeld bekijken",
            cancel_url=cancel_url,
        )

    def _offer_actions(self):
        found = list(offered(self.source, on=clock.today()))
        groups = groupby(found, key=lambda action: action.node)
        self.fields["actions"].choices = [
            (str(node), [(action.pk, _label(action)) for action in actions]) for node, actions in groups
        ]
        left = set(ActionDestiny.objects.leaving(self.source).values_list("action", flat=True))
        self.initial["actions"] = [action.pk for action in found if not _ended(action) and action.pk not in left]
        if not found:
            del self.fields["actions"]

    def clean(self):
        data = super().clean()
        refuse_end_before_start(self, "valid_from", "valid_to")
        return data

    @property
    def succession(self):
        """What was asked, once the form is valid. Raises ValidationError without any national programme."""
        data = self.cleaned_data
        return Succession(
            source=self.source,
            title=data["title"],
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
            national=data["national"] or national_programme(data["valid_from"]),
            going=frozenset(Going(one) for one in data["going"]),
            actions=frozenset(data.get("actions", ())),
        )


def _next_start(source):
    """The day after the end of the old programme; without an end the next new year."""
    if source.valid_to:
        return source.valid_to + timedelta(days=1)
    return date(max(clock.today(), source.valid_from).year + 1, 1, 1)


def _ended(action):
    return action.phase is not None and Phase(action.phase).is_ended


def _without_years(title: str) -> str:
    """The successor has other years: "Samen veilig" of "Samen veilig 2019–2022"."""
    return _YEARS.sub("", title) or title


def _label(action):
    phase = f" ({Phase(action.phase).label.lower()})" if _ended(action) else ""
    return f"{action.code} {action.title}{phase}"
