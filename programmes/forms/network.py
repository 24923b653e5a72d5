"""Forms of posts, organisations and national bodies."""

from datetime import timedelta

from django import forms

from ghnt.ui.fields import DutchDateField, RowsField
from ghnt.ui.forms import Fieldset, Row, form_helper
from regions.forms import OrganisationChoices, new_organisation_field, organisation_choices
from regions.models import NATIONAL_POSTS, Body, BodyKind, Municipality, Organisation, OrganisationKind, Post
from regions.posts import REGIONAL_POSTS, may_steer

A_DAY = timedelta(days=1)
MOST_HOURS = 60
NATIONAL_KINDS = (BodyKind.CLIENT, BodyKind.STEERING, BodyKind.CORE_TEAM, BodyKind.EXPERTS, BodyKind.EXPERIENCE)
LAST_DAY = "Weet u die nog niet? Laat dit leeg."


class PostForm(OrganisationChoices, forms.ModelForm):
    """A post of a region, or without one of the national team; `seen_version` is that of the page."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Functie", widget=forms.RadioSelect)
    new_employer = new_organisation_field("Andere werkgever")
    steering_municipalities = RowsField(
        queryset=Municipality.objects.none(),
        label="Aangestuurd door",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De centrumgemeenten van uw regio. Sturen er twee samen? Kies ze allebei.",
        error_messages={"invalid_choice": "Kies een centrumgemeente uit de lijst."},
    )
    valid_from = DutchDateField(
        label="Begint op", error_messages={"required": "Vul de eerste dag in, bijvoorbeeld 1 maart 2021."}
    )
    last_day = DutchDateField(label="Laatste dag", required=False, help_text=LAST_DAY)

    class Meta:
        model = Post
        fields = ("kind", "person", "email", "phone", "hours_a_week", "employer", "valid_from")
        error_messages = {
            "person": {"required": "Vul een naam in."},
            "email": {"invalid": "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl."},
            "employer": {"invalid_choice": "Kies een organisatie uit de lijst."},
            "hours_a_week": {"invalid": "Vul een heel getal in, bijvoorbeeld 21."},
        }

    def __init__(self, *args, region, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        post = self.instance
        self.region = region
        self.initial["seen_version"] = post.version
        kinds = REGIONAL_POSTS if region else NATIONAL_POSTS
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.initial.setdefault("kind", kinds[0])
        if post.pk:
            self.initial["steering_municipalities"] = [one.pk for one in post.steering_municipalities.all()]
            self.initial["last_day"] = post.valid_to - A_DAY if post.valid_to else None
        for name in ("person", "email", "phone"):
            self.fields[name].widget.attrs["class"] = "field-name"
        self.fields["hours_a_week"].widget = forms.NumberInput(
            attrs={"class": "field-date", "min": 0, "max": MOST_HOURS}
        )
        self._offer_around(region)
        self.helper = form_helper(*self._layout(region), submit="Functie opslaan", cancel_url=cancel_url)

    def _offer_around(self, region):
        """Employers, and the municipalities that steer; the national team has neither."""
        if region is None:
            for name in ("employer", "new_employer", "steering_municipalities"):
                del self.fields[name]
            return
        self.offer_organisations(region, organisation_choices(region), "employer")
        since = self.instance.valid_from if self.instance.pk else self.initial.get("valid_from")
        typed = self.data.get("valid_from") if self.is_bound else None
        day = since if typed is None else self._day(typed) or since
        self.fields["steering_municipalities"].queryset = (
            may_steer(region, day, None) if day else Municipality.objects.filter(centre__region=region).order_by("name")
        )

    def _day(self, typed):
        try:
            return self.fields["valid_from"].to_python(typed)
        except forms.ValidationError:
            return None

    def _layout(self, region):
        around = (Fieldset("Werkgever", "employer", "new_employer"), "steering_municipalities") if region else ()
        return (
            *("seen_version", "kind", "person", Row("email", "phone"), "hours_a_week"),
            *around,
            Row("valid_from", "last_day"),
        )

    def clean_hours_a_week(self):
        hours = self.cleaned_data["hours_a_week"]
        if hours is not None and hours > MOST_HOURS:
            raise forms.ValidationError(f"Vul hoogstens {MOST_HOURS} uren in.")
        return hours

    def clean(self):
        cleaned = super().clean()
        if self.region is not None:
            self.refuse_both("employer")
        last = cleaned.get("last_day")
        self.instance.region = self.region
        self.instance.kind = cleaned.get("kind") or self.instance.kind
        self.instance.valid_to = last + A_DAY if last else None
        first = cleaned.get("valid_from")
        if first and last and last < first:
            self.add_error("last_day", "De laatste dag ligt vóór de begindatum. Kies een latere dag.")
        return cleaned

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"region", "valid_to"}

    def put_employer(self):
        """The employer chosen or named; a new organisation is made only when the post is saved."""
        if self.region is not None:
            self.instance.employer = self.chosen_organisation("employer")

    @property
    def steering(self):
        return list(self.cleaned_data.get("steering_municipalities") or ())


class PostEndForm(forms.Form):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    last_day = DutchDateField(
        label="Laatste dag",
        help_text="De dag erna kan de opvolger beginnen.",
        error_messages={"required": "Vul de laatste dag in, bijvoorbeeld 31 augustus 2021."},
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Functie beëindigen", cancel_url=cancel_url)


class OrganisationForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = ("name", "kind")
        help_texts = {"name": "De nieuwe naam staat daarna overal: bij acties, overleggen en contactpersonen."}
        error_messages = {"name": {"required": "Vul de naam van de organisatie in."}}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["name"].widget.attrs["class"] = "field-name"
        if self.instance.kind != OrganisationKind.MUNICIPALITY:
            wanted = [choice for choice in self.fields["kind"].choices if choice[0] != OrganisationKind.MUNICIPALITY]
            self.fields["kind"].choices = wanted
        elif self.instance.pk:
            del self.fields["kind"]
        names = [name for name in ("seen_version", "name", "kind") if name in self.fields]
        self.helper = form_helper(*names, submit="Organisatie opslaan", cancel_url=cancel_url)


class NationalBodyForm(forms.ModelForm):
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    ended_on = DutchDateField(
        label="Opgeheven op",
        required=False,
        help_text="Vanaf die dag kan niemand het overleg meer kiezen. De geschiedenis blijft.",
    )

    class Meta:
        model = Body
        fields = ("name", "kind", "rhythm", "papers_days", "ended_on")
        help_texts = {"rhythm": "Bijvoorbeeld: zes keer per jaar."}
        error_messages = {"name": {"required": "Vul de naam van het overleg in."}}

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        self.fields["name"].widget.attrs["class"] = "field-name"
        kinds = [*NATIONAL_KINDS, BodyKind.TASKFORCE, BodyKind.OTHER]
        if self.instance.pk and self.instance.kind not in kinds:
            kinds.append(BodyKind(self.instance.kind))
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["papers_days"].widget = forms.NumberInput(attrs={"class": "field-date", "min": 0, "max": 90})
        names = [name for name in self.Meta.fields if name != "ended_on" or self.instance.pk]
        if not self.instance.pk:
            del self.fields["ended_on"]
        self.helper = form_helper("seen_version", *names, submit="Overleg opslaan", cancel_url=cancel_url)

    def clean_papers_days(self):
        days = self.cleaned_data["papers_days"]
        if days is not None and days > 90:
            raise forms.ValidationError("Vul hoogstens 90 dagen in.")
        return days
