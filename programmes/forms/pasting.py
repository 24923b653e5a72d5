"""Forms for pasting a proposal form: the text, and what its words mean here."""

from django import forms
from django.core.exceptions import ValidationError

from ghnt import clock
from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import form_helper
from ghnt.ui.text import normalise
from programmes.body_matching import KnownBodies
from programmes.form_text import has_tables, parse_form
from programmes.models import Outcome, Purpose
from programmes.pasting import PROPOSAL_FIELDS, ChosenStep, choices_of

MAKE = "new"


class SourceField(forms.CharField):
    """The pasted text to the letter; only what no database can hold goes."""

    def to_python(self, value):
        return super().to_python(normalise(str(value)) if value else value)


class PasteForm(forms.Form):
    source = SourceField(
        label="Tekst van het formulier",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=(
            "Kopieer het hele formulier, ook uit Word, of een lijst van behandelingen. "
            "U controleert het voor het opslaan."
        ),
        error_messages={"required": "Plak hier de tekst van het formulier."},
    )
    # What the clipboard held beside the text, brought along by paste.js: only there are the cells of a table apart.
    markup = SourceField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].widget.attrs |= {"data-paste-markup": "id_markup"}
        self.helper = form_helper("source", "markup", submit="Formulier inlezen", cancel_url=cancel_url)

    def clean(self):
        cleaned = super().clean()
        if "source" not in self.errors and not self._is_read(cleaned.get("markup") or ""):
            try:
                self.parsed = parse_form(cleaned["source"])
            except ValidationError as refusal:
                self.add_error("source", refusal)
        return cleaned

    def _is_read(self, markup):
        """Tables that can be read replace the text; otherwise the text counts."""
        if not has_tables(markup):
            return False
        try:
            self.parsed = parse_form(markup)
        except ValidationError:
            return False
        self.cleaned_data["source"] = markup
        return True


class ParsedStepForm(forms.Form):
    """One row of the section Behandeling: its words as chosen from what is known here."""

    date = DutchDateField(label="Datum", required=False)
    body = forms.ChoiceField(
        label="Overleg",
        error_messages={
            "required": "Kies een overleg, of maak het.",
            "invalid_choice": "Kies een overleg uit de lijst.",
        },
    )
    purpose = forms.ModelChoiceField(
        Purpose.objects.all(), label="Doel", empty_label=None, error_messages={"required": "Kies een doel."}
    )
    outcome = forms.ModelChoiceField(
        Outcome.objects.all(), label="Uitkomst", required=False, empty_label="Nog niet behandeld"
    )

    def __init__(self, *args, choice, bodies, purposes, outcomes, **kwargs):
        super().__init__(*args, **kwargs)
        self.choice, self.bodies = choice, bodies
        make = [(MAKE, f"Maak dit overleg: {choice.parsed.body}")] if choice.parsed.body else []
        known = choice.body is not None and not choice.near
        others = [body for body in bodies.values() if body not in choice.near]
        offered = [*_named(choice.near), *([] if known else make), *_named(others)]
        self.fields["body"].choices = [("", "Kies een overleg"), *offered]
        if choice.near:
            self.fields["body"].help_text = f"In het formulier staat ‘{choice.parsed.body}’. Kies welk overleg dat is."
        elif make and not known:
            self.fields["body"].help_text = "Dit overleg kent uw regio nog niet. Wij maken het, of u kiest een ander."
        self.fields["purpose"].choices = [(purpose.pk, purpose.name) for purpose in purposes]
        self.fields["outcome"].choices = [
            ("", "Nog niet behandeld"),
            *((row.pk, row.label) for row in outcomes),
        ]
        if choice.outcome is None and not choice.parsed.conclusion:
            del self.fields["outcome"]
        self.initial = {
            "date": choice.date,
            "body": choice.body.pk if choice.body else (MAKE if make and not choice.near else ""),
            "purpose": choice.purpose.pk,
            "outcome": choice.outcome.pk if choice.outcome else "",
        }

    def clean(self):
        cleaned = super().clean()
        says_something = self.choice.parsed.outcome != "not_yet"
        if "outcome" in self.fields and not cleaned.get("outcome") and says_something:
            self.add_error("outcome", "Kies een uitkomst bij deze conclusie.")
        if cleaned.get("outcome") and "date" not in self.errors:
            if not cleaned.get("date"):
                self.add_error("date", "Vul de datum van deze conclusie in.")
            elif cleaned["date"] > clock.today():
                self.add_error("date", "Een conclusie kan niet in de toekomst liggen. Vul een eerdere datum in.")
        return cleaned

    def chosen(self) -> ChosenStep:
        cleaned = self.cleaned_data
        return ChosenStep(
            parsed=self.choice.parsed,
            date=cleaned["date"],
            body=self.bodies.get(cleaned["body"]),
            purpose=cleaned["purpose"],
            outcome=cleaned.get("outcome"),
        )


def _named(bodies):
    """A body of a municipality with the name of the municipality."""
    return [
        (str(body.pk), f"{body.name}, {body.municipality}" if body.municipality_id else body.name) for body in bodies
    ]


def step_forms(region, parsed, data=None):
    """A form for each row of the pasted form, filled with what its words mean here."""
    bodies = {str(body.pk): body for body in KnownBodies.of(region).bodies}
    lists = {"purposes": list(Purpose.objects.all()), "outcomes": list(Outcome.objects.all())}
    return [
        ParsedStepForm(data, prefix=f"step-{number}", choice=choice, bodies=bodies, **lists)
        for number, choice in enumerate(choices_of(region, parsed))
    ]


def initial_of(parsed):
    """What the fields of the proposal begin with."""
    distribution = {True: "yes", False: "no", None: ""}[parsed.may_distribute]
    return {name: getattr(parsed, name) for name in PROPOSAL_FIELDS} | {"distribution": distribution}
