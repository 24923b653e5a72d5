"""The request itself: everything of a round that did not open yet."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.ui.fields import DutchDateField, RowsField
from ghnt.ui.forms import Field, Fieldset, Row, form_helper
from programmes import wording
from programmes.models import BuildingBlock, Condition, Programme
from regions.models import Region
from reporting.models import QuestionSet, ReportRound, RoundKind, RoundScope
from reporting.round_forms.opened import RoundDatesForm

ALL, CHOSEN = "alle", "gekozen"


class HalfYearFormField(forms.CharField):
    """2021-H1 and "1e halfjaar 2021" are the same half year."""

    def to_python(self, value):
        text = super().to_python(value).strip()
        if not text:
            return None
        words = text.casefold().replace("halfjaar", "").split()
        if len(words) == 2 and words[0] in {"1e", "2e"}:
            text = f"{words[1]}-H{words[0][0]}"
        return HalfYear.parse(text.upper() if "-" in text else text)

    def prepare_value(self, value):
        return value.label if isinstance(value, HalfYear) else value


class RoundForm(RoundDatesForm):
    """A round that did not open yet: everything."""

    kind = forms.ChoiceField(
        label="Wat voor ronde is het?",
        choices=[(kind.value, kind.label) for kind in (RoundKind.REGULAR, RoundKind.EXTRA)],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label="Hoe heet de extra uitvraag?",
        help_text="Bijvoorbeeld: Jeugd, of Tussenstand uitvoeringsplan.",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "field-name"}),
    )
    half_year = HalfYearFormField(
        label="Over welk halfjaar?",
        help_text="Bijvoorbeeld 1e halfjaar 2021, of 2021-H1.",
        widget=forms.TextInput(attrs={"class": "field-name"}),
        error_messages={"required": "Vul een halfjaar in, bijvoorbeeld 1e halfjaar 2021."},
    )
    opens = DutchDateField(
        label="Vanaf welke datum kunnen de regio’s beginnen?",
        help_text="Vanaf deze dag kunt u alleen nog de toelichting, latere datums en meer regio’s opgeven.",
        error_messages={"required": "Vul de datum in waarop de ronde opent."},
    )
    scope = forms.ChoiceField(label="Wat vraagt u?", choices=RoundScope.choices, widget=forms.RadioSelect)
    blocks = RowsField(
        BuildingBlock.objects.none(),
        label="Over welke landelijke bouwstenen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    conditions = RowsField(
        Condition.objects.none(), label="Over welke thema’s?", required=False, widget=forms.CheckboxSelectMultiple
    )
    regions = forms.ChoiceField(
        label="Welke regio’s vraagt u?",
        choices=[(ALL, "Alle regio’s"), (CHOSEN, "Alleen gekozen regio’s")],
        widget=forms.RadioSelect,
    )
    invited = RowsField(
        Region.objects.none(), label="Gekozen regio’s", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ReportRound
        fields = (
            *("kind", "name", "half_year", "programme", "question_set", "scope", "blocks", "conditions"),
            *("opens", "due", "reaction_due", "invited", "explanation"),
        )

    def __init__(self, *args, submit="Ronde toevoegen", **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("regions", ALL if self.instance.is_for_all else CHOSEN)
        self.fields["programme"].queryset = Programme.objects.order_by("-valid_from")
        self.fields["question_set"].queryset = QuestionSet.objects.order_by("-number")
        self.fields["invited"].queryset = Region.objects.valid(clock.today())
        self._offer_catalogue()
        for name in ("reaction_due", "explanation"):
            self.fields[name].label += " (niet verplicht)"
        self.helper = form_helper(*_LAYOUT, submit=submit, cancel_url="..")
        self.helper.hide_optional = True  # a name, themes and regions are needed once they are asked for
        self.helper.form_class = "round-form"

    def _offer_catalogue(self):
        """The blocks and themes of every programme, in the words of its edition in force."""
        programmes, today = list(self.fields["programme"].queryset), clock.today()
        blocks, conditions = [], []
        for programme in programmes:
            titles = wording.titles_in_force(programme, on=today)
            before = f"{programme.abbreviation or programme.name}: " if len(programmes) > 1 else ""
            blocks += [(f"{before}{line}", options) for line, options in _choices(titles.block_groups())]
            conditions += [(one.pk, f"{before}{one}") for one in titles.conditions.values()]
        self.fields["blocks"].queryset = BuildingBlock.objects.all()
        self.fields["conditions"].queryset = Condition.objects.all()
        self.fields["blocks"].choices, self.fields["conditions"].choices = blocks, conditions

    def clean_question_set(self):
        chosen = self.cleaned_data["question_set"]
        if not chosen.questions.exists():
            raise ValidationError("Deze vragenlijst heeft nog geen vragen. Voeg ze toe, of kies een andere lijst.")
        return chosen

    def clean(self):
        cleaned = super().clean()
        self._clean_name(cleaned)
        self._clean_scope(cleaned)
        self._clean_regions(cleaned)
        if not self.errors:
            self._clean_code(cleaned)
        return cleaned

    def _clean_name(self, cleaned):
        if cleaned.get("kind") == RoundKind.REGULAR:
            cleaned["name"] = ""
        elif not cleaned.get("name"):
            self.add_error("name", "Geef de extra uitvraag een naam.")

    def _clean_scope(self, cleaned):
        programme = cleaned.get("programme")
        if cleaned.get("scope") == RoundScope.FULL:
            cleaned["blocks"], cleaned["conditions"] = BuildingBlock.objects.none(), Condition.objects.none()
        elif not (cleaned.get("blocks") or cleaned.get("conditions")):
            self.add_error("blocks", "Kies minstens één bouwsteen of thema, of vraag alles.")
        for name in ("blocks", "conditions"):
            if programme and any(one.programme_id != programme.pk for one in cleaned.get(name) or ()):
                self.add_error(name, f"Kies alleen wat bij {programme} hoort.")

    def _clean_regions(self, cleaned):
        self.instance.is_for_all = cleaned.get("regions") == ALL
        if self.instance.is_for_all:
            cleaned["invited"] = Region.objects.none()
        elif not cleaned.get("invited"):
            self.add_error("invited", "Kies minstens één regio, of vraag alle regio’s.")

    def _clean_code(self, cleaned):
        programme, half_year = cleaned["programme"], cleaned["half_year"]
        others = ReportRound.objects.exclude(pk=self.instance.pk)
        if cleaned["kind"] == RoundKind.EXTRA:
            self.instance.code = free_code(f"{slugify(cleaned['name'])[:30].strip('-') or 'extra'}-{half_year}", others)
            return
        if others.regular().filter(programme=programme, half_year=half_year).exists():
            self.add_error("half_year", "Voor dit halfjaar bestaat al een ronde.")
        self.instance.code = _regular_code(programme, half_year, others)


_LAYOUT = (
    "seen_version",
    "kind",
    Field("name", wrapper_class="round-form__name"),
    "half_year",
    "programme",
    "question_set",
    "scope",
    Field("blocks", wrapper_class="round-form__scope"),
    Field("conditions", wrapper_class="round-form__scope"),
    Fieldset("Datums", "opens", Row("due", "reaction_due")),
    "regions",
    Field("invited", wrapper_class="round-form__regions"),
    "explanation",
)


def free_code(wanted: str, others) -> str:
    """The code itself, or with the first number that is free."""
    taken = set(others.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(code for code in (wanted, *(f"{wanted}-{number}" for number in range(2, 999))) if code not in taken)


def _regular_code(programme: Programme, half_year: HalfYear, others) -> str:
    """The half year itself, or with its programme when another programme has a round of that half year."""
    code = str(half_year)
    return f"{programme.slug[:12]}-{code}" if others.filter(code=code).exists() else code


def _choices(groups):
    return wording.choices(groups, {}, ())
