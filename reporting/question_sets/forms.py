"""Forms of sets of questions: the name, a section, a question; and the fields as a region will see them."""

from __future__ import annotations

from django import forms

from ghnt.ui.fields import RowsField
from ghnt.ui.forms import HTML, form_helper
from programmes import wording
from programmes.models import BuildingBlock, Condition
from reporting.answer_fields import answer_field
from reporting.models import Place, Question, QuestionKind, QuestionSection, QuestionSet
from reporting.question_sets.drafts import QuestionDraft, SectionDraft
from reporting.question_sets.reading import SetText

EXAMPLE_MUNICIPALITIES = {"a": "Voorbeeldgemeente A", "b": "Voorbeeldgemeente B"}
OTHER = (
    "Deze vraag staat ook in een eerdere vragenlijst. Zet een vinkje als zij nu iets anders betekent: "
    "antwoorden van vorig halfjaar worden dan niet overgenomen. Bij een ander soort antwoord, andere keuzes of een "
    "andere eenheid gebeurt dat ook zonder vinkje niet."
)


class SetNameForm(forms.ModelForm):
    """`number` is the one a new set will get, so that a page that is sent twice makes one."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = QuestionSet
        fields = ("name",)
        labels = {"name": "Naam van de vragenlijst"}
        help_texts = {"name": "Bijvoorbeeld: Vragenlijst 2022."}
        widgets = {"name": forms.TextInput(attrs={"class": "field-name"})}
        error_messages = {"name": {"required": "Geef de vragenlijst een naam."}}

    def __init__(self, *args, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen_version", self.instance.version)
        self.helper = form_helper("name", "number", "seen_version", submit=submit, cancel_url=cancel_url)


class SectionForm(forms.ModelForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = QuestionSection
        fields = ("title", "place", "hint")
        labels = {"title": "Titel van het hoofdstuk", "place": "Waar komt het te staan?"}
        help_texts = {"hint": "Regio’s lezen dit boven de vragen."}
        widgets = {
            "title": forms.TextInput(attrs={"class": "field-name"}),
            "place": forms.RadioSelect,
            "hint": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"title": {"required": "Geef het hoofdstuk een titel."}}

    def __init__(self, *args, question_set, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = Place.choices
        self.initial.setdefault("seen_version", question_set.version)
        self.helper = form_helper("title", "place", "hint", "seen_version", submit=submit, cancel_url=cancel_url)

    def draft(self):
        values = self.cleaned_data
        return SectionDraft(values["title"], values["hint"], values["place"])


class QuestionForm(forms.ModelForm):
    """`words` is the catalogue in force; `has_history` when another set has the same question."""

    blocks = RowsField(
        BuildingBlock.objects.none(), label="Bouwstenen", required=False, widget=forms.CheckboxSelectMultiple
    )
    conditions = RowsField(
        Condition.objects.none(), label="Thema’s", required=False, widget=forms.CheckboxSelectMultiple
    )
    is_other = forms.BooleanField(label="Dit is een andere vraag geworden", required=False, help_text=OTHER)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Question
        fields = (
            "section",
            "text",
            "hint",
            "kind",
            "options",
            "unit",
            "counts_people",
            "is_required",
            "blocks",
            "conditions",
        )
        labels = {
            "text": "Vraag",
            "hint": "Uitleg (niet verplicht)",
            "kind": "Wat voor antwoord?",
            "counts_people": "Dit getal telt mensen of gezinnen",
            "is_required": "Dit antwoord is verplicht",
        }
        help_texts = {
            "hint": "Staat onder de vraag. Noem voorbeelden, of zeg hoe lang het antwoord mag zijn.",
            "options": "Alleen bij één keuze, meer keuzes of een schaal. Eén per regel; een schaal van laag naar hoog.",
            "unit": "Alleen bij een getal. Bijvoorbeeld: uur per week.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "hint": forms.Textarea(attrs={"rows": 3}),
            "kind": forms.RadioSelect,
            "options": forms.Textarea(attrs={"rows": 5}),
            "unit": forms.TextInput(attrs={"class": "field-name"}),
        }
        error_messages = {"text": {"required": "Schrijf de vraag op."}}

    def __init__(self, *args, question_set, words, has_history, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = question_set.sections.all()
        self.fields["section"].empty_label = None
        self.fields["kind"].choices = QuestionKind.choices
        self._offer("blocks", BuildingBlock, words.block_groups(), words.blocks)
        conditions = [one for one in words.conditions.values() if one.edition == words.edition.code]
        self._offer("conditions", Condition, [("", conditions)], words.conditions)
        self.initial.setdefault("seen_version", question_set.version)
        if not has_history:
            del self.fields["is_other"]
        is_unfolded = any(self.initial[name] or name in self.data for name in ("blocks", "conditions"))
        layout = _layout(has_history, is_unfolded=is_unfolded)
        self.helper = form_helper(*layout, submit=submit, cancel_url=cancel_url)
        self.helper.hide_optional = True

    def _offer(self, name, model, groups, entries):
        chosen = list(getattr(self.instance, name).values_list("pk", flat=True)) if self.instance.pk else []
        choices = wording.choices([group for group in groups if group[1]], entries, chosen)
        offered = [pk for _line, options in choices for pk, _label in options]
        self.initial[name] = chosen
        self.fields[name].queryset = model.objects.filter(pk__in=offered)
        self.fields[name].choices = choices

    def clean_text(self):
        """One sentence, however it was pasted."""
        return " ".join(self.cleaned_data["text"].split())

    def draft(self):
        names = (*self.Meta.fields,)
        return QuestionDraft(**{name: self.cleaned_data[name] for name in names})

    @property
    def is_other_question(self):
        return self.cleaned_data.get("is_other", False)


def _layout(has_history, *, is_unfolded):
    summary = "Waar gaat de vraag over? Kies bouwstenen en thema’s"
    return (
        "text",
        "hint",
        "kind",
        "options",
        "unit",
        "counts_people",
        "is_required",
        *(["is_other"] if has_history else []),
        "section",
        HTML(f'<details class="fold"{" open" if is_unfolded else ""}><summary>{summary}</summary>'),
        "blocks",
        "conditions",
        HTML("</details>"),
        "seen_version",
    )


class PreviewForm(forms.Form):
    """Every question as a region will see it; nothing can be filled in."""

    def __init__(self, text: SetText):
        super().__init__(prefix="voorbeeld")
        for _section, question in text.questions:
            optional = "" if question.is_required else " (niet verplicht)"
            self.fields[str(question.row.pk)] = answer_field(
                question.row,
                municipalities=EXAMPLE_MUNICIPALITIES,
                label=f"{question.text}{optional}",
                disabled=True,
            )
