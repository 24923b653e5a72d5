"""What people fill in around a report: texts of a chapter, reasons of return, an adoption, a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.ui.fields import NO_PERSONS, DutchDateField, LightTextField
from ghnt.ui.forms import filter_helper, form_helper
from programmes.models import Programme
from reporting.answering import Written
from reporting.models import Answer, Question, QuestionSet, ReportRound
from reporting.states import ReportState


class ChapterForm(forms.Form):
    """A text per question, with the version of each answer as it was read. Empty is allowed while writing."""

    def __init__(self, *args, questions: Iterable[Question], answers: Mapping[int, Answer], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            answer = answers.get(question.pk)
            optional = "" if question.is_required else " (niet verplicht)"
            self.fields[f"text_{question.pk}"] = LightTextField(
                label=f"{question.text}{optional}",
                help_text=f"{question.hint} {NO_PERSONS}".strip(),
                required=False,
                rows=8,
                initial=answer.text if answer else "",
            )
            self.fields[f"seen_{question.pk}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=answer.version if answer else None
            )
        self.helper = form_helper(form_tag=False)
        self.helper.hide_optional = True

    def written(self) -> list[Written]:
        return [
            Written(question, self.cleaned_data[f"text_{question.pk}"], self.cleaned_data[f"seen_{question.pk}"])
            for question in self.questions
        ]


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


class HalfYearFormField(forms.CharField):
    """2021-H1 and "1e halfjaar 2021" are the same half year."""

    def to_python(self, value):
        text = super().to_python(value).strip()
        if not text:
            return None
        words = text.casefold().replace("halfjaar", "").split()
        if len(words) == 2 and words[0] in {"1e", "2e"}:
            text = f"{words[1]}-H{words[0][0]}"
        return HalfYear.parse(text.upper())

    def prepare_value(self, value):
        return value.label if isinstance(value, HalfYear) else value


class RoundForm(forms.ModelForm):
    half_year = HalfYearFormField(
        label="Over welk halfjaar?",
        help_text="Bijvoorbeeld 1e halfjaar 2021, of 2021-H1.",
        widget=forms.TextInput(attrs={"class": "field-date"}),
        error_messages={"required": "Vul een halfjaar in, bijvoorbeeld 1e halfjaar 2021."},
    )
    opens = DutchDateField(
        label="Vanaf welke datum kunnen de regio’s beginnen?",
        error_messages={"required": "Vul de datum in waarop de ronde opent."},
    )
    due = DutchDateField(
        label="Vóór welke datum dienen zij in?",
        error_messages={"required": "Vul de datum in waarvóór de regio’s indienen."},
    )
    explanation = LightTextField(
        label="Toelichting voor de regio’s", required=False, rows=4, help_text="Dit lezen alle regio’s."
    )

    class Meta:
        model = ReportRound
        fields = ("programme", "half_year", "opens", "due", "question_set", "explanation")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.order_by("-valid_from")
        self.fields["question_set"].queryset = QuestionSet.objects.order_by("-number")
        self.helper = form_helper(submit="Ronde toevoegen", cancel_url="..")

    def clean(self):
        cleaned = super().clean()
        programme, half_year = cleaned.get("programme"), cleaned.get("half_year")
        if programme and half_year:
            self.instance.code = _free_code(programme, half_year)
            if ReportRound.objects.filter(programme=programme, half_year=half_year).exists():
                self.add_error("half_year", "Voor dit halfjaar bestaat al een ronde.")
        opens, due = cleaned.get("opens"), cleaned.get("due")
        if opens and due and due <= opens:
            self.add_error("due", "De inleverdatum ligt niet na de openingsdatum. Kies een latere datum.")
        return cleaned


def _free_code(programme: Programme, half_year: HalfYear) -> str:
    """The half year itself, or with its programme when another programme has a round of that half year."""
    code = str(half_year)
    taken = ReportRound.objects.filter(code=code).exclude(programme=programme)
    return f"{programme.slug[:12]}-{code}" if taken.exists() else code


class InboxFilter(forms.Form):
    round = forms.ModelChoiceField(
        ReportRound.objects.none(), label="Halfjaar", required=False, to_field_name="code", empty_label=None
    )
    state = forms.ChoiceField(label="Rapportage", required=False, choices=[("", "Alle"), *ReportState.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = ReportRound.objects.open_on(clock.today())
        self.helper = filter_helper("round", "state", submit="Toon rapportages")
