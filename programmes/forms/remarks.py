"""Forms for the remarks of bodies: narrowing the list, what became of one, what a version answers."""

from django import forms

from ghnt import clock
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, filter_helper, form_helper
from programmes.models import OutlineNode, ProgrammeVersion, Proposal, ProposalVersion, RemarkFollowUp, RemarkState
from programmes.outline import current_or_coming
from programmes.remarks import Following, RemarkQuery
from programmes.remarks.told import mark_of
from regions.models import Body


class RemarkFilterForm(forms.Form):
    state = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle"), *RemarkState.choices])
    body = forms.ModelChoiceField(Body.objects.none(), label="Overleg", required=False, empty_label="Alle")
    proposal = forms.ModelChoiceField(Proposal.objects.none(), label="Voorstel", required=False, empty_label="Alle")
    who = forms.CharField(label="Wie", required=False, max_length=150)
    late = forms.BooleanField(label="Alleen te laat", required=False)

    def __init__(self, *args, region, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(region=region)
        self.fields["proposal"].queryset = proposals.filter(
            rounds__steps__conclusions__remarks__isnull=False
        ).distinct()
        self.helper = filter_helper(submit="Toon opmerkingen")

    def asked(self) -> RemarkQuery:
        """What was asked; a filter that cannot be read asks for nothing."""
        values = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return RemarkQuery(
            state=values.get("state", ""),
            body=values.get("body"),
            proposal=values.get("proposal"),
            who=values.get("who", ""),
            is_late=values.get("late", False),
        )

    def words(self):
        """What narrows the list: (name of the field, what was chosen)."""
        asked = self.asked()
        pairs = (
            ("state", mark_of(RemarkState(asked.state)).label if asked.state else ""),
            ("body", str(asked.body or "")),
            ("proposal", str(asked.proposal or "")),
            ("who", asked.who),
            ("late", "alleen te laat" if asked.is_late else ""),
        )
        return [(name, f"{self.fields[name].label}: {words}") for name, words in pairs if words]


class FollowUpForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(label="Wat is ermee gedaan?", choices=RemarkState, widget=forms.RadioSelect)
    due = DutchDateField(label="Vóór wanneer?", required=False)
    explanation = LightTextField(
        label="Toelichting",
        required=False,
        rows=3,
        help_text="Nodig als u de opmerking niet overneemt. Schrijf niets over personen of gezinnen.",
    )

    class Meta:
        model = RemarkFollowUp
        fields = ("state", "explanation", "who", "due", "node", "proposal_version", "programme_version")
        labels = {
            "who": "Wie pakt het op?",
            "node": "In welk onderdeel van het programma?",
            "proposal_version": "In welke versie van het voorstel?",
            "programme_version": "In welke versie van het programma?",
        }
        help_texts = {"who": "Noem een functie of organisatie."}

    def __init__(self, *args, proposal, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version if self.instance.pk else 0
        programme = current_or_coming(proposal.region, on=clock.today())
        of_region = {"programme__region": proposal.region_id}
        nodes = OutlineNode.objects.of(programme) if programme else OutlineNode.objects.none()
        self._offer("node", nodes | OutlineNode.objects.filter(pk=self.instance.node_id), "Geen onderdeel")
        versions = ProposalVersion.objects.filter(proposal=proposal)
        self._offer("proposal_version", versions.select_related("proposal"), "Geen versie")
        programme_versions = ProgrammeVersion.objects.filter(**of_region)
        self._offer("programme_version", programme_versions.select_related("programme__region"), "Geen versie")
        self.helper = form_helper(
            "seen_version",
            "state",
            Fieldset("Bij ‘Open’: wie en wanneer", "who", "due"),
            Fieldset("Bij ‘Verwerkt’: ten minste één plaats", "node", "proposal_version", "programme_version"),
            "explanation",
            submit="Opvolging opslaan",
            cancel_url=cancel_url,
        )
        self.helper.hide_optional = True  # which fields are needed depends on the state

    def _offer(self, name, rows, empty):
        self.fields[name].queryset = rows
        self.fields[name].empty_label = empty

    def _get_validation_exclusions(self):
        return {*super()._get_validation_exclusions(), "remark"}

    def validate_constraints(self):
        """What a state asks for is said by `follow_up`, at the field it is about."""

    def following(self):
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        return Following(**values | {"state": RemarkState(values["state"])})


class AnswersForm(forms.Form):
    remarks = forms.MultipleChoiceField(
        label="Welke opmerkingen beantwoordt deze versie?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Een van de opmerkingen staat niet meer open. Kies opnieuw."},
    )

    def __init__(self, *args, remarks, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remarks"].choices = [
            (remark.pk, f"{remark.text} ({remark.conclusion.body_name})") for remark in remarks
        ]
        self.helper = form_helper(submit="Opmerkingen afvinken", cancel_url=cancel_url)
