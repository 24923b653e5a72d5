"""Forms of vaste routes: the name, a step, a round, and putting one into a proposal."""

from django import forms

from ghnt import clock
from ghnt.ui.forms import Fieldset, form_helper
from programmes.models import Purpose, RoundKind, RouteTemplate
from programmes.route_templates import NEW_ROUND, template_rounds
from regions.models import Body

KINDS = [(code, label.capitalize()) for code, label in RoundKind.choices]


class BodyAndPurpose(forms.Form):
    """A body of the region that still meets, and what it is asked."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Overleg",
        empty_label="Kies een overleg",
        error_messages={"required": "Kies een overleg.", "invalid_choice": "Kies een overleg uit de lijst."},
    )
    purpose = forms.ModelChoiceField(
        Purpose.objects.all(),
        label="Doel",
        empty_label="Kies een doel",
        error_messages={"required": "Kies een doel.", "invalid_choice": "Kies een doel uit de lijst."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.offered_in(region).active(clock.today())


class RoundFields(forms.Form):
    kind = forms.ChoiceField(
        label="Waarvoor is de ronde?", choices=KINDS, widget=forms.RadioSelect, initial=RoundKind.ADOPTION
    )
    name = forms.CharField(
        label="Eigen naam van de ronde",
        required=False,
        max_length=60,
        help_text="Bijvoorbeeld: tweede lezing. Leeg: de naam van de soort.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, cancel_url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Ronde opslaan", cancel_url=cancel_url)


class TemplateStepForm(BodyAndPurpose):
    """One more step, in a round that is there or in a new one."""

    number = forms.TypedChoiceField(label="In welke ronde?", coerce=int, initial=NEW_ROUND)
    kind = forms.ChoiceField(
        label="Waarvoor is de nieuwe ronde?", choices=KINDS, required=False, initial=RoundKind.ADOPTION
    )
    name = forms.CharField(label="Eigen naam van de nieuwe ronde", required=False, max_length=60)

    def __init__(self, *args, template, action, **kwargs):
        super().__init__(*args, region=template.region, **kwargs)
        rounds = template_rounds(template)
        self.fields["number"].choices = [
            *((round_.number, str(round_)) for round_ in rounds),
            (NEW_ROUND, "Een nieuwe ronde"),
        ]
        if rounds:
            self.initial.setdefault("number", rounds[-1].number)
        self.initial.setdefault("seen", template.version)
        self.helper = form_helper(
            "body",
            "purpose",
            "number",
            Fieldset("Alleen bij een nieuwe ronde", "kind", "name"),
            "seen",
            submit="Stap toevoegen",
            action=action,
        )

    def clean_kind(self):
        return self.cleaned_data["kind"] or RoundKind.ADOPTION


class TemplateStepChangeForm(BodyAndPurpose):
    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Stap opslaan", cancel_url=cancel_url)


class TemplateNameForm(forms.ModelForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = RouteTemplate
        fields = ("name",)
        labels = {"name": "Naam van de vaste route"}
        help_texts = {"name": "Bijvoorbeeld: groot besluit, twee rondes."}
        error_messages = {"name": {"required": "Geef de vaste route een naam."}}

    def __init__(self, *args, submit, cancel_url="", action="", **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen_version", self.instance.version)
        self.helper = form_helper("name", "seen_version", submit=submit, cancel_url=cancel_url, action=action)

    def _get_validation_exclusions(self):
        # The region is set by the page; with it the name is checked against the others.
        return super()._get_validation_exclusions() - {"region"}


class ApplyForm(forms.Form):
    template = forms.ModelChoiceField(
        RouteTemplate.objects.none(),
        label="Vaste route",
        empty_label="Kies een vaste route",
        error_messages={"required": "Kies een vaste route.", "invalid_choice": "Kies een vaste route uit de lijst."},
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100)

    def __init__(self, *args, region, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = RouteTemplate.objects.filter(region=region)
        self.helper = form_helper(submit="Vaste route toevoegen", action=action)
        self.helper.inputs[0].field_classes = "utrecht-button utrecht-button--secondary-action"
