from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict

from reporting.answer_fields import answer_field
from reporting.answer_kinds import carries_over, fits, is_complete, stored_number, told
from reporting.models import Question, QuestionKind

GOOI = {"GM0376": "Blaricum", "GM0402": "Hilversum", "GM0406": "Huizen"}
COLOURS = "Rood\nGroen, met een komma\nBlauw"

KINDS = {
    "text": QuestionKind.TEXT,
    "choice": QuestionKind.CHOICE,
    "choices": QuestionKind.CHOICES,
    "number": QuestionKind.NUMBER,
    "money": QuestionKind.MONEY,
    "date": QuestionKind.DATE,
    "scale": QuestionKind.SCALE,
    "municipalities": QuestionKind.MUNICIPALITIES,
}


def asks(name, **said):
    options = COLOURS if name in ("choice", "choices", "scale") else ""
    unit = "uur per week" if name == "number" else ""
    asked = {"key": "kleur", "kind": KINDS[name], "text": "Wat?", "options": options, "unit": unit}
    return Question(**asked | said)


def form_of(question, query=None, *, text=""):
    class OneForm(forms.Form):
        answer = answer_field(question, text=text, municipalities=GOOI)

    return OneForm(None if query is None else QueryDict(query))


def stored(question, query):
    form = form_of(question, query)
    assert form.is_valid(), form.errors
    return form.cleaned_data["answer"]


@pytest.mark.parametrize(
    ("kind", "query", "text", "words"),
    [
        ("text", "answer=Wij+deden+veel.", "Wij deden veel.", "Wij deden veel."),
        ("choice", "answer=Groen, met een komma", "Groen, met een komma", "Groen, met een komma"),
        ("scale", "answer=Blauw", "Blauw", "Blauw"),
        ("choices", "answer=Blauw", "Blauw", "Blauw"),
        ("choices", "answer=Blauw&answer=Rood", "Rood\nBlauw", "- Rood\n- Blauw"),
        ("number", "answer=1.234,50", "1234.5", "1.234,5\xa0uur per week"),
        ("number", "answer=1200", "1200", "1.200\xa0uur per week"),
        ("number", "answer=0", "0", "0\xa0uur per week"),
        ("number", "answer=-3", "-3", "-3\xa0uur per week"),
        ("number", "answer=36 uur per week", "36", "36\xa0uur per week"),
        ("money", "answer=75.000", "75000.00", "€\xa075.000"),
        ("money", "answer=1.234,5", "1234.50", "€\xa01.234,50"),
        ("date", "answer=3 mrt 2021", "2021-03-03", "3 maart 2021"),
        (
            "municipalities",
            "answer_GM0406=nee&answer_GM0376=ja&answer_GM0402=&answer_GM9999=ja",
            "GM0376=ja\nGM0406=nee",
            "Ja: Blaricum.\nNee: Huizen.\nNog geen antwoord: Hilversum.",
        ),
        (
            "municipalities",
            "answer_GM0406=ja&answer_GM0376=ja&answer_GM0402=ja",
            "GM0376=ja\nGM0402=ja\nGM0406=ja",
            "Ja: Blaricum, Hilversum en Huizen.",
        ),
    ],
)
def test_answer_is_stored_told_and_shown_again(kind, query, text, words):
    question = asks(kind)
    assert stored(question, query) == text
    assert told(question, text, GOOI) == words
    assert fits(question, text, GOOI)
    again = form_of(question, text=text)["answer"]
    assert stored(question, as_posted(again)) == text


def as_posted(field):
    """What the browser sends when nobody touches the field."""
    widget, query = field.field.widget, QueryDict(mutable=True)
    if hasattr(widget, "rows"):
        for row in widget.drawn(field.html_name, field.value(), field.auto_id):
            query[row.name] = next(option.value for option in row.options if option.is_chosen)
    elif hasattr(widget, "choices"):
        options = [
            option for _, group, _ in widget.optgroups("answer", widget.format_value(field.value())) for option in group
        ]
        query.setlist("answer", [option["value"] for option in options if option["selected"]])
    else:
        query["answer"] = widget.format_value(field.value())
    return query.urlencode()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_filled_in_is_an_empty_text(kind):
    assert stored(asks(kind), "") == ""
    assert stored(asks(kind), "answer=") == "" if kind != "choices" else True
    assert told(asks(kind), "", GOOI) == ""
    assert fits(asks(kind), "", GOOI)


@pytest.mark.parametrize(
    ("kind", "query", "error"),
    [
        ("number", "answer=1.5", "Vul een getal in, bijvoorbeeld 1.250 of 12,5."),
        ("number", "answer=veel", "Vul een getal in, bijvoorbeeld 1.250 of 12,5."),
        ("number", "answer=" + "9" * 40, "Vul een getal in, bijvoorbeeld 1.250 of 12,5."),
        (
            "money",
            "answer=1.5",
            "‘1.5’ kan meer dan één bedrag zijn. Zet een punt tussen duizendtallen en een komma voor de centen, "
            "bijvoorbeeld 1.234,50.",
        ),
        ("date", "answer=31-2-2021", "Vul een datum in, bijvoorbeeld 3 maart 2027."),
    ],
)
def test_wrong_answer_stays_on_screen_with_what_to_do(kind, query, error):
    form = form_of(asks(kind), query)
    assert form.errors == {"answer": [error]}
    assert form["answer"].value() == query.removeprefix("answer=")


@pytest.mark.parametrize("kind", ["choice", "choices", "scale"])
def test_choice_refuses_what_is_no_option(kind):
    assert not form_of(asks(kind), "answer=Paars").is_valid()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("choice", "Paars"),
        ("choices", "Rood\nPaars"),
        ("number", "veel"),
        ("number", "NaN"),
        ("money", "1.234,50"),
        ("date", "3 maart 2021"),
        ("municipalities", "GM9999=ja"),
    ],
)
def test_text_that_fits_no_longer_is_seen_and_still_told(kind, text):
    assert not fits(asks(kind), text, GOOI)
    assert told(asks(kind), text, GOOI)
    assert form_of(asks(kind), text=text)["answer"].value() in (text, None, text.splitlines(), {"GM9999": "ja"})


def test_municipalities_fit_whichever_when_none_are_given():
    assert fits(asks("municipalities"), "GM9999=ja")


def test_answer_per_municipality_is_complete_with_all_of_them():
    question = asks("municipalities")
    assert not is_complete(question, "", GOOI)
    assert not is_complete(question, "GM0376=ja\nGM0402=nee", GOOI)
    assert is_complete(question, "GM0376=ja\nGM0402=nee\nGM0406=ja", GOOI)
    assert is_complete(asks("number"), "0")
    assert not is_complete(asks("text"), "")


@pytest.mark.parametrize(("number", "text"), [("1E+3", "1000"), ("0.10", "0.1"), ("0", "0"), ("100", "100")])
def test_number_is_stored_without_exponent_or_idle_zeros(number, text):
    assert stored_number(Decimal(number)) == text


@pytest.mark.parametrize(
    ("kind", "changed", "does"),
    [
        ("text", {"text": "Anders gezegd?"}, True),
        ("text", {"options": "Rood"}, True),
        ("text", {"key": "vorm"}, False),
        ("text", {"kind": QuestionKind.DATE}, False),
        ("choice", {"options": " Rood \n\nGroen, met een komma\nBlauw"}, True),
        ("choice", {"options": "Rood\nBlauw"}, False),
        ("scale", {"options": "Blauw\nGroen, met een komma\nRood"}, False),
        ("number", {"unit": "uur"}, False),
        ("money", {"unit": "uur"}, True),
    ],
)
def test_answer_carries_over_when_the_question_means_the_same(kind, changed, does):
    assert carries_over(asks(kind, **changed), asks(kind)) is does


def test_field_shows_its_hint_and_unit():
    assert (
        answer_field(asks("number", hint="Alle functies samen.")).help_text == "Alle functies samen. In uur per week."
    )
    assert answer_field(asks("money")).help_text == "In euro."
    assert answer_field(asks("text")).help_text == "Schrijf niets over personen of gezinnen."
    assert answer_field(asks("choice"), disabled=True, label="Anders").label == "Anders"
