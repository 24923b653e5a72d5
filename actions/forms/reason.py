"""Why an agreed plan changes: two fields for every form that changes the plan of an adopted programme."""

from django import forms

from actions.changes import REASON_NEEDED, give_reason
from actions.models import ReasonKind
from ghnt.ui.fields import LightTextField
from ghnt.ui.forms import Fieldset
from programmes.adoption import is_adopted

WHY = (
    "Het programma is vastgesteld. Wie het heeft vastgesteld, leest de reden in de geschiedenis en de rapportage. "
    "Nodig als u planning, mijlpalen, trekker, geld of prioriteit wijzigt."
)
KIND_NEEDED = f"{REASON_NEEDED} Kies eerst een soort reden."
TEXT_NEEDED = "Schrijf in één of twee zinnen waarom u dit wijzigt."


class ReasonFields(forms.Form):
    """Form mixin, for plain and model forms alike. Call in `__init__`: `self.offer_reason(programme)`.

    Put `*self.reason_layout()` into the layout of the helper. The fields stand there only when the programme is
    adopted, and stay optional: whether a reason is needed shows when the plan is saved. On a ReasonNeededError, call
    `form.ask_reason()` and show the form again.
    """

    reason_kind = forms.ChoiceField(label="Soort reden", required=False)
    reason_text = LightTextField(label="Toelichting op de reden", required=False, rows=2)

    def offer_reason(self, programme):
        """Show the fields when a reason may be needed; otherwise take them away, so that nothing posted counts."""
        self.has_reason = is_adopted(programme)
        if not self.has_reason:
            self.withdraw_reason()
            return
        kind = self.fields["reason_kind"]
        kind.help_text = WHY
        kind.choices = [("", "Kies een reden"), *ReasonKind.choices]

    def withdraw_reason(self):
        """Ask no reason after all, as for what is new."""
        self.has_reason = False
        for name in ("reason_kind", "reason_text"):
            self.fields.pop(name, None)

    def reason_layout(self):
        """The parts of a crispy layout: empty when no reason can be needed."""
        return (Fieldset("Reden van de wijziging", "reason_kind", "reason_text"),) if self.has_reason else ()

    def clean(self):
        data = super().clean()
        data = self.cleaned_data if data is None else data
        if data.get("reason_kind") and not data.get("reason_text") and "reason_text" not in self.errors:
            self.add_error("reason_text", TEXT_NEEDED)
        if data.get("reason_text") and not data.get("reason_kind") and "reason_kind" not in self.errors:
            self.add_error("reason_kind", "Kies een soort reden.")
        return data

    def reason_for(self, programme, by):
        """The reason that was given, saved, to pass on to every change of this form; None when there is none."""
        kind, text = self.cleaned_data.get("reason_kind"), self.cleaned_data.get("reason_text")
        return give_reason(programme=programme, kind=kind, text=text, by=by) if kind and text else None

    def ask_reason(self):
        """Say at the fields that this change needs a reason."""
        self.add_error("reason_kind", KIND_NEEDED)
        self.add_error("reason_text", TEXT_NEEDED)
