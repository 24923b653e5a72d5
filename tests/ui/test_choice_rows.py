from django import forms
from django.template.loader import render_to_string

from ghnt.ui.choice_rows import ChoiceRows

ROWS = (("GM1", "Almere"), ("GM2", "Den Haag"))
CHOICES = (("ja", "Ja"), ("nee", "Nee"), ("", "Nog geen antwoord"))


class BudgetForm(forms.Form):
    budget = forms.Field(label="Staat er geld in?", required=False, widget=ChoiceRows(rows=ROWS, choices=CHOICES))


def drawn(form):
    return render_to_string(
        "nlds/field.html", {"field": form["budget"], "form_show_errors": True, "hide_optional": True}
    )


def test_each_row_has_a_legend_and_radio_buttons_of_its_own():
    html = drawn(BudgetForm(initial={"budget": {"GM1": "nee"}}))
    assert html.count("<fieldset") == html.count("<legend") == 3
    assert '<legend class="choice-row__title">Den Haag</legend>' in html
    assert 'name="budget_GM1" value="nee" id="id_budget_GM1_1" checked' in html
    assert 'name="budget_GM2" value="" id="id_budget_GM2_2" checked' in html
    assert html.count("checked") == 2


def test_only_known_rows_and_choices_are_read():
    posted = {"budget_GM1": "ja", "budget_GM2": "misschien", "budget_GM3": "ja"}
    form = BudgetForm(posted)
    assert form.is_valid()
    assert form.cleaned_data == {"budget": {"GM1": "ja"}}
    assert 'value="ja" id="id_budget_GM1_0" checked' in drawn(form)


def test_error_points_to_the_first_radio_button():
    form = BudgetForm({})
    form.add_error("budget", "Vul dit in.")
    assert form["budget"].id_for_label == "id_budget_GM1_0"
    assert "Vul dit in." in drawn(form)


def test_without_rows_the_field_says_so():
    class EmptyForm(forms.Form):
        budget = forms.Field(label="Geld?", required=False, widget=ChoiceRows(rows=(), choices=CHOICES))

    assert "Hier valt nog niets in te vullen." in drawn(EmptyForm())
    assert EmptyForm()["budget"].id_for_label == ""
