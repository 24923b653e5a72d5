"""Forms of one scan: a row per statement, finishing, opening again, a point for improvement and what takes it up."""

import hashlib
import json

from django import forms

from actions.models import Action
from ghnt.ui.fields import NO_PERSONS, LightTextField
from ghnt.ui.forms import form_helper
from programmes.models import OutlineNode
from reporting.scans.filling import RowValues

SAID = ("answer", "explanation", "evidence")
NOT_APPLICABLE = "nvt"


class StatementForm(forms.Form):
    """A statement. `shown` tells what the page showed, so that a row nobody touched is left alone."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label="Antwoord", required=False, widget=forms.RadioSelect)
    explanation = LightTextField(label="Toelichting", required=False, rows=2, hint=False)
    evidence = LightTextField(label="Waaruit blijkt dat?", required=False, rows=2, hint=False)

    def __init__(self, data=None, *, statement, steps, score=None):
        self.statement, self.score = statement, score
        initial = _initial(score)
        super().__init__(data, prefix=f"s{statement.pk}", initial=initial | {"shown": _digest(initial)})
        steps = [(str(number), step) for number, step in enumerate(steps, 1)]
        self.fields["answer"].choices = [*steps, (NOT_APPLICABLE, "Niet van toepassing")]

    @property
    def is_posted(self):
        return self.add_prefix("explanation") in self.data

    @property
    def is_touched(self):
        """Whether the user changed anything of what the page showed."""
        return self.is_posted and self.data.get(self.add_prefix("shown")) != self.posted_digest

    @property
    def posted_digest(self):
        return _digest({name: self.data.get(self.add_prefix(name), "") for name in SAID})

    def overtaken(self, score):
        """The row as posted on top of what a colleague saved: saving once more keeps mine."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(score.version)

    @property
    def values(self):
        said = self.cleaned_data
        answer = said["answer"]
        return RowValues(
            statement=self.statement,
            score=int(answer) if answer.isdecimal() else None,
            not_applicable=answer == NOT_APPLICABLE,
            explanation=said["explanation"],
            evidence=said["evidence"],
            seen=said["version"],
        )


def _initial(score):
    if score is None:
        return {"answer": "", "explanation": "", "evidence": "", "version": None}
    answer = NOT_APPLICABLE if score.not_applicable else str(score.score or "")
    return {
        "answer": answer,
        "explanation": score.explanation,
        "evidence": score.evidence,
        "version": score.version,
    }


def _digest(values):
    said = [str(values.get(name) or "").replace("\r\n", "\n").strip() for name in SAID]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


class FinishForm(forms.Form):
    seen_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    filled_with = forms.CharField(
        label="Ingevuld met",
        required=False,
        max_length=200,
        help_text=f"Noem functies, bijvoorbeeld: teamleider wijkteam, Veilig Thuis. {NO_PERSONS}",
        widget=forms.TextInput(attrs={"class": "field-name"}),
    )

    def __init__(self, data=None, *, subject):
        scan = subject.scan
        super().__init__(
            data, initial={"seen_version": subject.version, "filled_with": scan.filled_with if scan else ""}
        )
        self.helper = form_helper("seen_version", "filled_with", submit="Scan afronden", action=subject.finish_url)


class ReopenForm(forms.Form):
    seen_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    reason = LightTextField(
        label="Waarom moet de scan opnieuw open?",
        rows=3,
        error_messages={"required": "Schrijf op waarom de scan opnieuw open moet."},
    )

    def __init__(self, data=None, *, subject):
        super().__init__(data, initial={"seen_version": subject.version})
        self.helper = form_helper("seen_version", "reason", submit="Scan opnieuw openen", cancel_url=subject.page_url)


class PointForm(forms.Form):
    """`statement`: the one it is about; with it the text may stay empty, it then says what the statement says."""

    seen_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    statement = forms.ModelChoiceField(None, label="Over welke stelling?", required=False, empty_label="Geen stelling")
    text = forms.CharField(
        label="Wat moet beter?",
        required=False,
        max_length=200,
        help_text=f"Eén zin. {NO_PERSONS}",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data=None, *, statements, point=None, cancel_url, initial=None):
        given = {"seen_version": point.version, "text": point.text} if point else initial or {}
        super().__init__(data, initial=given)
        if point is not None:
            del self.fields["statement"]
        else:
            self.fields["statement"].queryset = statements
        names = [name for name in ("seen_version", "statement", "text") if name in self.fields]
        self.helper = form_helper(*names, submit="Verbeterpunt opslaan", cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        if not data.get("text") and not data.get("statement") and "statement" not in self.errors:
            self.add_error("text", "Schrijf op wat beter moet.")
        return data


LOCAL, REGIONAL, JOIN = "lokaal", "regionaal", "bestaand"


class TakeUpForm(forms.Form):
    """`nodes`: empty for who may not make an action of the region; `is_local`: a municipality's own action fits."""

    how = forms.ChoiceField(
        label="Hoe pakt u dit op?", widget=forms.RadioSelect, error_messages={"required": "Kies hoe u dit oppakt."}
    )
    node = forms.ModelChoiceField(None, label="Onderdeel van het programma", required=False)
    action = forms.ModelChoiceField(None, label="Bestaande actie van de regio", required=False)

    def __init__(self, data=None, *, nodes, actions, is_local, suggested, cancel_url):
        super().__init__(data, initial={"how": LOCAL if is_local else REGIONAL, "node": suggested})
        ways = [
            (LOCAL, "Als lokale actie van de gemeente", is_local),
            (REGIONAL, "Als nieuwe actie van de regio", bool(nodes)),
            (JOIN, "In de rij van de gemeente bij een actie" if is_local else "Bij een actie die loopt", bool(actions)),
        ]
        self.fields["how"].choices = [(value, label) for value, label, fits in ways if fits]
        self._offer("node", OutlineNode, nodes, str)
        self._offer("action", Action, actions, lambda one: f"{one.code} {one.title}")
        names = [name for name in ("how", "node", "action") if name in self.fields]
        self.helper = form_helper(*names, submit="Verbeterpunt oppakken", cancel_url=cancel_url)
        self.helper.hide_optional = True

    def _offer(self, name, model, rows, label):
        if not rows:
            del self.fields[name]
            return
        self.fields[name].queryset = model.objects.filter(pk__in=[one.pk for one in rows])
        self.fields[name].choices = [("", "Maak een keuze"), *((one.pk, label(one)) for one in rows)]

    def clean(self):
        data = super().clean()
        how = data.get("how")
        if how == REGIONAL and not data.get("node") and "node" not in self.errors:
            self.add_error("node", "Kies bij welk onderdeel de nieuwe actie hoort.")
        if how == JOIN and not data.get("action") and "action" not in self.errors:
            self.add_error("action", "Kies de actie die dit oppakt.")
        return data
