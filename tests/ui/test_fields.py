from datetime import date, time
from decimal import Decimal

import pytest
from django import forms

from ghnt.ui.fields import NO_PERSONS, DutchDateField, DutchTimeField, EuroField, LightTextField


class ActionForm(forms.Form):
    text = LightTextField(label="Toelichting", required=False)
    day = DutchDateField(label="Datum", required=False)
    amount = EuroField(label="Bedrag", required=False)


def cleaned(**data):
    form = ActionForm(data)
    form.is_valid()
    return form


def test_light_text_field_converts_pasted_html_and_line_ends():
    assert cleaned(text="<ul><li>Een<li>Twee</ul>").cleaned_data["text"] == "- Een\n- Twee"
    assert cleaned(text="a\r\nb\x00").cleaned_data["text"] == "a\nb"


def test_light_text_field_asks_not_to_write_about_persons():
    assert ActionForm().fields["text"].help_text == NO_PERSONS
    assert LightTextField(hint=False).help_text == ""


def test_light_text_field_keeps_a_text_that_is_too_long():
    form = cleaned(text="x" * 50_001)
    assert form.errors == {"text": ["Deze tekst is te lang: 50.001 tekens. Kort de tekst in tot 50.000 tekens."]}
    assert "x" * 50_001 in str(form["text"])


def test_date_field_reads_tolerantly_and_shows_words():
    assert cleaned(day="3-3-27").cleaned_data["day"] == date(2027, 3, 3)
    assert cleaned(day="  ").cleaned_data["day"] is None
    assert 'value="3 maart 2027"' in str(ActionForm(initial={"day": date(2027, 3, 3)})["day"])
    assert not ActionForm({"day": "3 mrt 2027"}, initial={"day": date(2027, 3, 3)}).has_changed()


def test_date_field_says_what_to_do_and_keeps_what_was_typed():
    form = cleaned(day="31-2-2027")
    assert form.errors == {"day": ["Vul een datum in, bijvoorbeeld 3 maart 2027."]}
    assert 'value="31-2-2027"' in str(form["day"])


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("75.000", "75000"),
        ("€ 75.000,-", "75000"),
        ("1.234,50", "1234.50"),
        ("1,5", "1.5"),
        ("0", "0"),
        ("1234567", "1234567"),
    ],
)
def test_euro_field_reads_dutch_amounts(typed, amount):
    assert cleaned(amount=typed).cleaned_data["amount"] == Decimal(amount)


@pytest.mark.parametrize("typed", ["1.5", "1.23", "1,234", "12.34.567", "1,234.50", "1.2.3", "0.123", "1,2,3"])
def test_euro_field_refuses_what_could_mean_two_things(typed):
    words = (
        f"‘{typed}’ kan meer dan één bedrag zijn. Zet een punt tussen duizendtallen en een komma voor de centen, "
        "bijvoorbeeld 1.234,50."
    )
    assert cleaned(amount=typed).errors == {"amount": [words]}


@pytest.mark.parametrize("typed", ["veel", "-", "75k", "7€5", "p.m.", "--5", "1e5", "٣"])
def test_euro_field_says_what_to_type_instead_of_words(typed):
    assert cleaned(amount=typed).errors == {"amount": ["Vul een bedrag in, bijvoorbeeld 75.000."]}


@pytest.mark.parametrize("typed", ["12345678901", "99.999.999.999,99"])
def test_euro_field_refuses_a_huge_amount(typed):
    assert cleaned(amount=typed).errors == {
        "amount": ["Dit bedrag is te groot. Vul een bedrag onder de 10 miljard euro in."]
    }


@pytest.mark.parametrize("typed", ["-5", "€ -5", "-€ 1.234,50"])
def test_euro_field_refuses_a_negative_amount(typed):
    assert cleaned(amount=typed).errors == {"amount": ["Vul een bedrag van 0 euro of meer in."]}


def test_euro_field_shows_amounts_as_dutch_readers_write_them():
    assert 'value="75.000"' in str(ActionForm(initial={"amount": Decimal("75000.00")})["amount"])
    assert not ActionForm({"amount": "75.000"}, initial={"amount": Decimal(75000)}).has_changed()


@pytest.mark.parametrize("typed", ["14.30", "14:30", "14.30 uur", "14u30", " 14:30u"])
def test_time_field_reads_dutch_notations(typed):
    assert DutchTimeField().clean(typed) == time(14, 30)


def test_time_field_takes_whole_hours_and_shows_minutes():
    assert DutchTimeField().clean("9 uur") == time(9)
    assert DutchTimeField().widget.format_value(time(9, 5)) == "9.05"


@pytest.mark.parametrize("typed", ["24.00", "14.75", "twee uur", "14-30", "1430"])
def test_time_field_says_what_to_do(typed):
    with pytest.raises(forms.ValidationError, match="Vul een tijd in"):
        DutchTimeField().clean(typed)
