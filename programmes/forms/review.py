"""Forms of the leader's side of reviewing: asking a reaction, answering a "klopt niet"."""

from django import forms
from django.core.exceptions import ValidationError

from ghnt.ui.dates import short_date
from ghnt.ui.fields import DutchDateField, LightTextField, RowsField
from ghnt.ui.forms import form_helper
from programmes.models import ReviewAnswer, ReviewBundle, ReviewItem


class ItemsField(RowsField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, item):
        conclusion = item.conclusion
        subject = conclusion.step.round.proposal.subject
        return f"{subject}: {conclusion.outcome} ({conclusion.body_name}, {short_date(conclusion.date)})"


class ReviewAskForm(forms.ModelForm):
    react_by = DutchDateField(
        label="Reactie vragen vóór",
        help_text="Op deze dag zelf kan een gemeente niet meer reageren. Bijvoorbeeld 9 maart 2021.",
    )
    items = ItemsField(
        ReviewItem.objects.none(),
        label="Van welke conclusies vraagt u een reactie?",
        help_text="De andere blijven ter kennisneming.",
        error_messages={"required": "Kies ten minste één conclusie."},
    )
    note = LightTextField(label="Toelichting voor de gemeenten", required=False, rows=4)
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ReviewBundle
        fields = ("react_by", "note")

    def __init__(self, *args, items, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        field.queryset = items
        asked = [item.pk for item in items if item.asks_reaction]
        self.initial |= {"seen_version": self.instance.version, "items": asked or [item.pk for item in items]}
        self.helper = form_helper(
            "seen_version", "react_by", "items", "note", submit="Reactie vragen", cancel_url=cancel_url
        )


class ReviewAnswerForm(forms.Form):
    kind = forms.ChoiceField(
        label="Wat doet u met deze reactie?",
        choices=(
            (ReviewAnswer.CORRECTED, "Verbeteren: ik pas de conclusie aan"),
            (ReviewAnswer.KEPT, "Zo laten: de conclusie klopt, en ik schrijf waarom"),
            (ReviewAnswer.ANSWERED, "Antwoorden: ik schrijf de gemeente iets anders"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u met deze reactie doet."},
    )
    text = LightTextField(
        label="Uw antwoord",
        required=False,
        rows=5,
        help_text="De gemeente leest dit. Niet nodig als u de conclusie verbetert. "
        "Schrijf niets over personen of gezinnen.",
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, review, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = review.version
        self.helper = form_helper("seen_version", "kind", "text", submit="Verder", cancel_url=cancel_url)

    def clean(self):
        data = super().clean()
        needs_text = data.get("kind") in (ReviewAnswer.KEPT, ReviewAnswer.ANSWERED)
        if needs_text and not data.get("text", "").strip() and "text" not in self.errors:
            kept = data["kind"] == ReviewAnswer.KEPT
            self.add_error(
                "text",
                ValidationError(
                    "Schrijf waarom de conclusie zo blijft." if kept else "Schrijf uw antwoord aan de gemeente."
                ),
            )
        return data
