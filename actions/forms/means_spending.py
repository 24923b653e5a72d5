"""The form of one spending on the page of a year; all rows of the page share one list of grants."""

from __future__ import annotations

import re

from django import forms

from actions.means.spending import SpendingValues
from ghnt.ui.fields import EuroField
from ghnt.ui.text import normalise

POSTED = re.compile(r"rij-(\d{1,12})-(\d{1,12}|nieuw|extra)-spent")
NO_GRANT = "Geen bijdrage gekozen"


def row_key(action: int, spending: int | None, *, is_extra: bool = False) -> str:
    """ "rij-12-3", "rij-12-nieuw" without a spending yet, "rij-12-extra" for one more."""
    return f"rij-{action}-{spending or ('extra' if is_extra else 'nieuw')}"


class SpendingForm(forms.Form):
    """What was shown comes along hidden, so that a row that nobody touched is not saved over a colleague's."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=10**8)
    grant = forms.TypedChoiceField(label="Uit bijdrage", required=False, coerce=int, empty_value=None)
    committed = EuroField(label="Vastgelegd", required=False, may_be_open=True)
    spent = EuroField(label="Uitgegeven", required=False, may_be_open=True)
    note = forms.CharField(label="Toelichting", required=False, max_length=2000)

    def __init__(self, *args, action, spending, grants, key, **kwargs):
        self.action, self.spending, self.key = action, spending, key
        initial = {}
        if spending is not None:
            names = ("committed", "spent", "note")
            initial = {name: getattr(spending, name) for name in names} | {
                "grant": spending.grant_id,
                "seen_version": spending.version,
            }
        super().__init__(*args, prefix=key, initial=initial, **kwargs)
        self.fields["grant"].choices = [("", NO_GRANT), *grants]
        for name in ("grant", "committed", "spent", "note"):
            self.fields[name].show_hidden_initial = True

    def clean_note(self):
        return normalise(self.cleaned_data["note"])

    @property
    def is_touched(self):
        return bool(set(self.changed_data) - {"seen_version"})

    @property
    def shown_fields(self):
        return [self[name] for name in ("grant", "committed", "spent", "note")]

    @property
    def shown_before(self):
        """Hidden inputs with what each field showed."""
        return [field.as_hidden(only_initial=True) for field in self.shown_fields]

    def values(self):
        data = self.cleaned_data
        return SpendingValues(
            key=self.key,
            action=self.action.pk,
            grant=data["grant"],
            committed=data["committed"],
            spent=data["spent"],
            note=data["note"],
            pk=self.spending.pk if self.spending else None,
            seen_version=data["seen_version"] or 0,
        )
