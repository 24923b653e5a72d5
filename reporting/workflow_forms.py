"""What people fill in when a report changes hands: reasons of return, an adoption, who had a hand in it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from ghnt.periods import HalfYear
from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import form_helper, formset_helper
from reporting.models import PersonRole
from reporting.people import MOST, People, PersonLine


class ReturnForm(forms.Form):
    """A reason per chapter, at least one."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, titles: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = titles
        for chapter, title in titles.items():
            self.fields[f"reason_{chapter}"] = LightTextField(label=title, required=False, rows=2)
        self.helper = form_helper(submit="Rapportage terugsturen", cancel_url="..")
        self.helper.hide_optional = True

    def reasons(self) -> dict[str, str]:
        return {chapter: self.cleaned_data.get(f"reason_{chapter}", "") for chapter in self.titles}


class AcceptForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Rapportage accepteren", cancel_url="..")


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = LightTextField(
        label="Waarom neemt u de rapportage terug? (niet verplicht)",
        required=False,
        rows=3,
        help_text="Dit staat in de geschiedenis van de rapportage. Schrijf niets over personen of gezinnen.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Rapportage terugnemen", cancel_url="..")
        self.helper.hide_optional = True


class ReopenForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = LightTextField(
        label="Waarom moet de rapportage weer open?",
        rows=4,
        help_text="Dit leest iedereen die de rapportage leest. Schrijf niets over personen of gezinnen.",
        error_messages={"required": "Schrijf waarom de rapportage weer open moet."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Rapportage heropenen", cancel_url="..")


class AdoptForm(forms.Form):
    version_number = forms.IntegerField(widget=forms.HiddenInput)
    body_name = forms.CharField(
        label="Welk overleg heeft de rapportage vastgesteld?",
        help_text="Bijvoorbeeld: stuurgroep, of portefeuillehoudersoverleg.",
        max_length=160,
        widget=forms.TextInput(attrs={"class": "field-name"}),
        error_messages={"required": "Vul in welk overleg de rapportage heeft vastgesteld."},
    )
    date = DutchDateField(
        label="Op welke datum?",
        help_text="Bijvoorbeeld 3 maart 2027.",
        error_messages={"required": "Vul de datum in waarop de rapportage is vastgesteld."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit="Vaststelling melden", cancel_url="..")


class OwnReportForm(forms.Form):
    """A region's own report: about which half year, and before which day it wants it ready."""

    half_year = forms.TypedChoiceField(
        label="Over welk halfjaar?",
        coerce=HalfYear.parse,
        error_messages={"invalid_choice": "Kies een van deze halfjaren."},
    )
    due = DutchDateField(
        label="Vóór welke datum wilt u klaar zijn?",
        help_text="U kiest zelf. De rapportage staat dan in Mijn werk. Bijvoorbeeld 15 september 2021.",
        error_messages={"required": "Vul een datum in, bijvoorbeeld 15 september 2021."},
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        half_year, offered = HalfYear.of(on), []
        for _ in range(6):
            offered.append((str(half_year), half_year.label))
            half_year = half_year.previous
        self.fields["half_year"].choices = offered
        self.initial.setdefault("half_year", offered[1][0])
        self.helper = form_helper(submit="Rapportage beginnen", cancel_url="..")


class PersonForm(forms.Form):
    name = forms.CharField(
        label="Naam", required=False, max_length=150, widget=forms.TextInput(attrs={"class": "field-name"})
    )
    function = forms.CharField(
        label="Functie", required=False, max_length=150, widget=forms.TextInput(attrs={"class": "field-name"})
    )
    role = forms.ChoiceField(label="Rol", choices=PersonRole.choices)

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("function") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", "Vul ook een naam in, of maak de functie leeg.")
        return cleaned


class BasePersonFormSet(forms.BaseFormSet):
    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = formset_helper(
            item="Een rij zonder naam verdwijnt", submit="Namen opslaan", cancel_url=cancel_url, as_table=True
        )
        self.helper.hide_optional = True
        self.helper.form_tag = False

    @property
    def lines(self) -> list[PersonLine]:
        """Every row with a name, changed or not: a suggestion that stays is kept too."""
        told = (form.cleaned_data for form in self.forms)
        return [PersonLine(PersonRole(one["role"]), one["name"], one["function"]) for one in told if one.get("name")]


PersonFormSet = forms.formset_factory(
    PersonForm, formset=BasePersonFormSet, extra=4, max_num=MOST + 10, absolute_max=100
)


def initial_of(people: People) -> list[dict[str, str]]:
    return [{"role": line.role.value, "name": line.name, "function": line.function} for line in people.lines]
