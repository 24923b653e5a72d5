"""What the national team chooses for a book."""

from __future__ import annotations

from django import forms

from ghnt.ui.forms import filter_helper, form_helper
from reporting.models import ReportRound

NOT_YET = "{names} {verb} nog niet geaccepteerd. Haal het vinkje weg, of neem ook ingediende rapportages op."


class RoundChoice(forms.Form):
    ronde = forms.ModelChoiceField(
        label="Ronde", queryset=ReportRound.objects.national(), to_field_name="code", empty_label=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = filter_helper(submit="Ronde tonen")


class BookForm(forms.Form):
    chapters = forms.MultipleChoiceField(
        label="Welke hoofdstukken komen in het boek?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één hoofdstuk.",
            "invalid_choice": "Dit hoofdstuk is er niet meer. Kies opnieuw.",
        },
    )
    regions = forms.MultipleChoiceField(
        label="Welke regio’s komen in het boek?",
        help_text="U ziet de regio’s die iets hebben ingediend.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één regio.",
            "invalid_choice": "Een van deze regio’s heeft niets ingediend. Kies opnieuw.",
        },
    )
    with_concepts = forms.BooleanField(
        label="Neem ook rapportages op die zijn ingediend en nog niet geaccepteerd",
        help_text="Op die bladzijden en op de voorkant van het boek staat dan CONCEPT.",
        required=False,
    )

    def __init__(self, *args, chapters, regions, **kwargs):
        super().__init__(*args, **kwargs)
        self.accepted = {one.region.slug for one in regions if one.is_accepted}
        self.names = {one.region.slug: one.region.name for one in regions}
        self.fields["chapters"].choices = chapters
        self.fields["chapters"].initial = [key for key, _ in chapters]
        self.fields["regions"].choices = [(one.region.slug, f"{one.region.name}: {one.stand}") for one in regions]
        self.fields["regions"].initial = sorted(self.accepted)
        self.helper = form_helper(submit="Boek maken")
        self.helper.hide_optional = True

    def clean(self):
        cleaned = super().clean()
        waiting = [self.names[slug] for slug in cleaned.get("regions", ()) if slug not in self.accepted]
        if waiting and not cleaned.get("with_concepts"):
            verb = "is" if len(waiting) == 1 else "zijn"
            self.add_error("regions", NOT_YET.format(names=", ".join(waiting), verb=verb))
        return cleaned
