from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.template import Context, Template

from ghnt.ui.icons import icon_paths
from ghnt.ui.templatetags.ui import badge, euro, first_sentence, icon, long_date, page_numbers, soft_hyphens


class Phase(TextChoices):
    FINISHED = "finished", "Afgerond"

    @property
    def icon(self):
        return "flag"

    @property
    def tone(self):
        return "plain"


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_icon_is_hidden_from_assistive_technology():
    assert 'aria-hidden="true"' in icon("flag")
    assert 'd="' in icon("flag")


def test_icon_that_is_not_on_the_list_raises():
    with pytest.raises(KeyError, match="'flags' is not on the list"):
        icon("flags")


def test_every_icon_of_the_list_has_paths():
    assert all(paths for paths in icon_paths().values())


def test_badge_shows_icon_and_word_of_a_choice():
    html = badge(Phase.FINISHED)
    assert html.startswith('<span class="badge badge--plain"><svg')
    assert html.endswith("<span>Afgerond</span></span>")


def test_badge_escapes_the_word():
    assert "&lt;b&gt;" in badge(SimpleNamespace(label="<b>", icon="flag", tone="green"))


@pytest.mark.parametrize("nothing", [None, ""])
def test_badge_of_nothing_says_so(nothing):
    assert "badge--grey" in badge(nothing)
    assert "Nog niet ingevuld" in badge(nothing)
    assert "Nog geen antwoord" in badge(nothing, empty="Nog geen antwoord")


def test_badge_refuses_a_tone_without_a_colour():
    with pytest.raises(ValueError):
        badge(SimpleNamespace(label="x", icon="flag", tone="pink"))


@pytest.mark.parametrize(
    ("amount", "words"),
    [(Decimal("75000"), "€\xa075.000"), (1234.5, "€\xa01.234,50"), (0, "€\xa00"), (-5, "€\xa0-5"), (None, "")],
)
def test_euro_is_written_with_a_hard_space(amount, words):
    assert euro(amount) == words


def test_long_date_of_nothing_is_empty():
    assert (long_date(None), long_date(date(2027, 3, 3))) == ("", "3 maart 2027")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Twee groepen zijn geschoold. De derde volgt.", "Twee groepen zijn geschoold."),
        ("- Een punt zonder eind\n- Twee", "Een punt zonder eind"),
        ("\n\nO.a. dit en dat is nu gedaan! Meer", "O.a. dit en dat is nu gedaan!"),
        (None, ""),
    ],
)
def test_first_sentence_of_a_text(text, sentence):
    assert first_sentence(text) == sentence


def test_breadcrumbs_show_links_and_this_page():
    html = render(
        '{% breadcrumbs %}{% breadcrumb region "/r/" %}{% breadcrumb "Acties" %}{% endbreadcrumbs %}', region="<Regio>"
    )
    assert '<li><a href="/r/">&lt;Regio&gt;</a></li><li><span aria-current="page">Acties</span></li>' in html


def test_breadcrumbs_without_crumbs_are_no_landmark():
    assert render("{% breadcrumbs %}\n{% endbreadcrumbs %}") == ""


@pytest.mark.parametrize(("number", "shown"), [(1, [1, 2, 0, 9]), (5, [1, 0, 4, 5, 6, 0, 9]), (9, [1, 0, 8, 9])])
def test_pager_shows_first_last_and_near_pages(number, shown):
    assert page_numbers(Paginator(range(90), 10).page(number)) == shown


def test_title_says_fout_only_when_a_form_came_back_with_errors():
    class NameForm(forms.Form):
        name = forms.CharField()

    source = "{% page_has_errors as wrong %}{{ wrong }}"
    assert render(source, form=NameForm()) == "False"
    assert render(source, form=NameForm({"name": "x"})) == "False"
    assert render(source, form=NameForm({})) == "True"
    assert render(source, forms=[NameForm({"name": "x"}), NameForm({})]) == "True"
    assert render(source) == "False"


def test_soft_hyphens_open_long_words_only():
    assert soft_hyphens("Portefeuillehoudersoverleg in Laren").replace("\u00ad", "|") == (
        "Porte|feuil|le|hou|ders|overleg in Laren"
    )
