from django import forms

from actions.models import ActionMilestone
from ghnt import clock
from ghnt.ui.fields import DutchDateField
from ghnt.ui.forms import SecondaryButton, form_helper


class ReachForm(forms.Form):
    """A milestone of the action is reached: which one and on what day."""

    milestone = forms.ModelChoiceField(
        ActionMilestone.objects.none(),
        label="Welke mijlpaal is gehaald?",
        empty_label="Kies een mijlpaal",
        error_messages={
            "required": "Kies een mijlpaal.",
            "invalid_choice": "Deze mijlpaal staat niet meer open. Kies een andere.",
        },
    )
    reached_on = DutchDateField(
        label="Gehaald op", error_messages={"required": "Vul in wanneer de mijlpaal is gehaald."}
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, action, url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["milestone"].queryset = action.milestones.planned()
        self.initial |= {"reached_on": clock.today(), "seen_version": action.version}
        self.helper = form_helper(submit="", extra=(SecondaryButton("Mijlpaal opslaan"),), action=url)

    def clean_reached_on(self):
        day = self.cleaned_data["reached_on"]
        if day > clock.today():
            raise forms.ValidationError("Deze datum is nog niet geweest. Kies vandaag of een eerdere datum.")
        return day
