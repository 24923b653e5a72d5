from django import forms

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Row, form_helper
from reporting.models import ScanList
from reporting.scans.rounds import RoundValues

NOT_AFTER = "De einddatum ligt niet na de begindatum. Kies een latere datum."


class RoundForm(forms.Form):
    """`lists` empty: the round stands, and its list stays."""

    seen_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    list = forms.ModelChoiceField(
        None,
        label="Lijst met stellingen",
        empty_label="Kies een lijst",
        error_messages={"required": "Kies een lijst met stellingen."},
    )
    reference_date = DutchDateField(
        label="Peildatum", help_text="De stand van welke dag vult men in? Resultaten heten naar dit jaar."
    )
    opens = DutchDateField(label="Invullen vanaf")
    due = DutchDateField(label="Invullen vóór")
    repeat_on = DutchDateField(
        label="Herhalen op", required=False, help_text="Dan staat er een taak in Mijn werk. Meestal een jaar later."
    )
    explanation = LightTextField(label="Toelichting voor wie invult", required=False, rows=3)

    def __init__(self, data=None, *, lists=(), submit, cancel_url, initial=None):
        super().__init__(data, initial=initial or {})
        if lists:
            self.fields["list"].queryset = ScanList.objects.filter(pk__in=[one.pk for one in lists])
            self.fields["list"].choices = [("", "Kies een lijst"), *((one.pk, _label(one)) for one in lists)]
        else:
            del self.fields["list"]
        names = [name for name in ("seen_version", "list", "reference_date") if name in self.fields]
        layout = (*names, Row("opens", "due"), "repeat_on", "explanation")
        self.helper = form_helper(*layout, submit=submit, cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        opens, due = data.get("opens"), data.get("due")
        if opens and due and due <= opens:
            self.add_error("due", NOT_AFTER)
        repeat, day = data.get("repeat_on"), data.get("reference_date")
        if repeat and day and repeat <= day:
            self.add_error("repeat_on", "Herhalen kan alleen na de peildatum. Kies een latere datum.")
        return data

    @property
    def values(self):
        names = ("opens", "due", "reference_date", "repeat_on", "explanation")
        return RoundValues(**{name: self.cleaned_data[name] for name in names})


def _label(one):
    return f"{one.name} (vult in: {one.get_filled_by_display().lower()})"
