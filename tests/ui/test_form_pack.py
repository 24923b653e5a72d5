import re

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template

from ghnt.ui.fields import DutchDateField, LightTextField
from ghnt.ui.forms import Fieldset, Row, SecondaryButton, filter_helper, form_helper, formset_helper

pytestmark = pytest.mark.urls("tests.ui.urls")


class EveryForm(forms.Form):
    name = forms.CharField(label="Naam", help_text="Kort <en> herkenbaar.")
    text = LightTextField(label="Toelichting", required=False)
    day = DutchDateField(label="Datum", required=False)
    node = forms.ChoiceField(label="Onderdeel", choices=[("1", "Een")])
    course = forms.ChoiceField(label="Koers", widget=forms.RadioSelect, choices=[("a", "Op koers"), ("b", "Aandacht")])
    places = forms.MultipleChoiceField(
        label="Gemeenten",
        widget=forms.CheckboxSelectMultiple,
        choices=[("Noord", [("1", "Delfzijl"), ("2", "Loppersum")])],
    )
    agreed = forms.BooleanField(label="Gelezen")
    file = forms.FileField(label="Bijlage", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def render(form, helper=None, source="{% crispy form helper %}"):
    helper = form_helper() if helper is None else helper
    return Template("{% load crispy_forms_tags %}" + source).render(Context({"form": form, "helper": helper}))


def tag(html, pattern):
    found = re.findall(rf"<[^<>]*{pattern}[^<>]*>", html)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "layout", [(), ("name", "text", "day", "node", "course", "places", "agreed", "file", "secret")]
)
def test_form_pack_draws_every_widget(layout):
    html = render(EveryForm(), form_helper(*layout))
    assert 'aria-describedby="id_name_helptext"' in tag(html, 'id="id_name"')
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in tag(html, 'id="id_name"')
    assert "Kort &lt;en&gt; herkenbaar." in html
    assert html.index('id="id_name_helptext"') < html.index('id="id_name"')
    assert tag(html, 'id="id_text"').startswith("<textarea")
    assert "field-date" in tag(html, 'id="id_day"')
    assert tag(html, 'id="id_node"').startswith("<select")
    assert 'type="radio"' in tag(html, 'id="id_course_1"')
    assert 'type="checkbox"' in tag(html, 'id="id_places_0_1"')
    assert '<legend class="option-group__name">Noord</legend>' in html
    assert 'type="checkbox"' in tag(html, 'id="id_agreed"')
    assert 'type="file"' in tag(html, 'id="id_file"')
    assert 'enctype="multipart/form-data"' in html
    assert html.count('type="hidden"') == 1
    assert " style=" not in html
    assert "<script" not in html


def test_form_pack_marks_fields_that_are_not_required():
    html = render(EveryForm())
    assert html.count("(niet verplicht)") == 3
    assert "Toelichting <span" in html


def test_form_pack_shows_errors_in_the_same_words_on_top_and_at_the_field():
    html = render(EveryForm({"day": "ooit"}, {}), form_helper("name", "day", "node", "course", "places", "agreed"))
    words = {
        "id_name": "Vul ‘Naam’ in.",
        "id_day": "Vul een datum in, bijvoorbeeld 3 maart 2027.",
        "id_node": "Kies een antwoord bij ‘Onderdeel’.",
        "id_course_0": "Kies een antwoord bij ‘Koers’.",
        "id_agreed": "Zet een vinkje bij ‘Gelezen’.",
    }
    for target, message in words.items():
        assert f'<a href="#{target}">{message}</a>' in html
        assert html.count(message) == 2
        tag(html, f'id="{target}"')
    assert '<a href="#id_places_0_0">' in html
    assert "Er is iets niet goed ingevuld" in html
    assert 'tabindex="-1" data-error-summary role="alert"' in html
    assert 'aria-invalid="true"' in tag(html, 'id="id_name"')
    assert 'aria-describedby="id_name_helptext id_name_error"' in tag(html, 'id="id_name"')
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_course_error"' in tag(html, 'role="radiogroup"')


def test_form_pack_keeps_what_was_typed_and_chosen():
    html = render(EveryForm({"name": '"><b>', "course": "b", "places": ["2"]}, {}))
    assert 'value="&quot;&gt;&lt;b&gt;"' in tag(html, 'id="id_name"')
    assert "checked" in tag(html, 'id="id_course_1"')
    assert "checked" in tag(html, 'id="id_places_0_1"')
    assert "checked" not in tag(html, 'id="id_places_0_0"')


def test_form_pack_shows_errors_of_the_whole_form():
    form = EveryForm({})
    form.add_error(None, "De einddatum ligt vóór de begindatum.")
    assert "<li>De einddatum ligt vóór de begindatum.</li>" in render(form)


def test_form_helper_gives_one_primary_button_and_a_way_back():
    helper = form_helper(
        Fieldset("Planning", Row("name", "day")),
        submit="Actie opslaan",
        cancel_url="/terug/",
        extra=(SecondaryButton("Nog een", name="again"),),
    )
    html = render(EveryForm(), helper)
    assert html.count("utrecht-button--primary-action") == 1
    assert '<button type="submit" name="again" value="Nog een"' in html
    assert '<a class="actions__cancel" href="/terug/">Annuleren</a>' in html
    assert '<legend class="group__legend">Planning</legend>' in html


def test_filter_helper_is_a_get_form_without_token_and_optional_marks():
    html = render(EveryForm(), filter_helper("name", "day", submit="Toon acties"))
    assert 'method="get"' in html
    assert "csrfmiddlewaretoken" not in html
    assert "(niet verplicht)" not in html


class MilestoneForm(forms.Form):
    title = forms.CharField(label="Titel")
    due = DutchDateField(label="Datum", required=False)


MilestoneFormSet = forms.formset_factory(MilestoneForm, extra=2, can_delete=True)


@pytest.mark.parametrize("as_table", [False, True])
@pytest.mark.parametrize("layout", [(), ("title", "due")])
def test_formset_draws_every_form_with_its_delete_box(as_table, layout):
    html = render(MilestoneFormSet(), formset_helper(*layout, item="Mijlpaal", as_table=as_table))
    for part in ("form-TOTAL_FORMS", "form-0-title", "form-1-due", "form-0-DELETE", "form-1-DELETE"):
        assert html.count(f'name="{part}"') == 1
    assert ("Mijlpaal 2" in html) is not as_table


def test_formset_errors_stand_in_one_summary():
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-title": "", "form-0-due": "x"}
    html = render(MilestoneFormSet(data), formset_helper("title", "due", item="Mijlpaal"))
    assert html.count("data-error-summary") == 1
    assert '<a href="#id_form-0-title">Vul ‘Titel’ in.</a>' in html


def test_crispy_filter_draws_the_same_fields():
    html = render(MilestoneForm({}), source="{{ form|crispy }}")
    assert "<form" not in html
    assert 'aria-invalid="true"' in tag(html, 'id="id_title"')


def test_legend_is_text_and_no_template():
    class Asked(forms.Form):
        name = forms.CharField()

    form = Asked()
    form.helper = form_helper(Fieldset("<b>{{ form.name }}</b>", "name"), form_tag=False)
    html = render_crispy_form(form)
    assert "&lt;b&gt;&#123;&#123; form.name &#125;&#125;&lt;/b&gt;" in html
