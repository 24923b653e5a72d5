"""Forms about an action as a whole: copying it, and bringing it together with another."""

from django import forms

from actions.forms.reason import ReasonFields
from actions.models import Action
from ghnt.ui.forms import SecondaryButton, form_helper


class DuplicateForm(forms.Form):
    title = forms.CharField(label="Titel van de kopie", max_length=200)
    with_municipal_rows = forms.BooleanField(
        label="Neem ook de antwoorden van de gemeenten over",
        required=False,
        help_text="Zonder vinkje begint de kopie zonder antwoorden.",
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["title"] = f"Kopie van {action.title}"[:200]
        self.helper = form_helper(submit="Kopie maken", cancel_url=action.get_absolute_url())


class MergeTargetForm(forms.Form):
    """Which action stays; sent with GET, so that the preview has an address."""

    doel = forms.ModelChoiceField(
        Action.objects.none(),
        label="In welke actie gaat deze op?",
        empty_label="Kies een actie",
        error_messages={"required": "Kies een actie.", "invalid_choice": "Kies een actie uit de lijst."},
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        offered = Action.objects.in_programme(action.programme).own().exclude(pk=action.pk)
        field = self.fields["doel"]
        field.queryset = offered.select_related("programme__region", "node").order_by("node__position", "number", "pk")
        field.label_from_instance = lambda one: f"{one.code} {one.title}"
        self.helper = form_helper(submit="", extra=(SecondaryButton("Voorbeeld tonen"),))
        self.helper.form_method, self.helper.disable_csrf = "get", True


class MergeForm(ReasonFields):
    seen_source = forms.IntegerField(widget=forms.HiddenInput)
    seen_target = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, source, target, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"seen_source": source.version, "seen_target": target.version}
        self.offer_reason(target.programme)
        for name in self.fields.keys() & {"reason_kind", "reason_text"}:
            self.fields[name].required = True
        self.helper = form_helper(
            "seen_source",
            "seen_target",
            *self.reason_layout(),
            submit="Acties samenvoegen",
            cancel_url=source.get_absolute_url(),
        )
