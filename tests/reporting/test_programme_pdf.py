import re
from dataclasses import replace
from functools import cache

import pytest

from ghnt.documents.drawing import document_html
from ghnt.documents.files import RenderedPdf
from reporting.programme_document.content import Chapter, Selection
from reporting.programme_document.pdf import plan_document, plan_pdf, programme_document, programme_pdf
from tests.documents.reading import text_of
from tests.reporting.sample_programme import ACTION, ADOPTED, CONCEPT, EMPTY, LARGE, NASTY, NODES, NORMAL

SAMPLES = {"empty": EMPTY, "normal": NORMAL, "large": LARGE, "nasty": NASTY}
PLANS = {
    "plan": (NORMAL, Selection(2021, "1")),
    "plan of nothing": (NORMAL, Selection(2029)),
    "nasty plan": (NASTY, Selection()),
}


@cache
def drawn(name: str) -> RenderedPdf:
    if name in PLANS:
        content, selection = PLANS[name]
        return plan_pdf(content, CONCEPT, selection)
    return programme_pdf(SAMPLES[name], CONCEPT)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\-]+", "", text)


@pytest.mark.parametrize("name", [*SAMPLES, *PLANS])
def test_programme_pdf_is_accessible(name, assert_accessible_pdf):
    assert_accessible_pdf(drawn(name).body)


@pytest.mark.pdf
def test_programme_pdf_says_what_the_content_says():
    text = squeezed(text_of(drawn("normal").body))
    for words in (
        "Actieprogramma",
        "Samen veilig thuis",
        "Iedereen is veilig thuis.",
        "Minder herhaald geweld.",
        "1.1.1 Training voor huisartsen",
        "Huisartsen leren signalen herkennen.",
        "Veilig Thuis: levert de trainers",
        "Eerste groep begint, 1 februari 2021 (gehaald op 8 februari 2021)",
        "2021: € 7.500,50, dekking: centrumgemeente (voorlopig)",
        "Huizen (vanaf 1 mei 2020)",
        "De buurregio doet dit voor ons.",
        "Nog geen antwoord",
        "Panel van ervaringsdeskundigen",
        "Beleidsplan sociaal domein",
        "Het vorige programma loopt af.",
        "Opzet van de training (11 februari 2020), bij actie 1.1.1",
        "€ 7.500,50 en p.m.",
        "Voor de ronde langs de raden",
        "3f9a1c07 b2d84e55",
    ):
        assert squeezed(words) in text, words


@pytest.mark.pdf
def test_programme_pdf_has_the_same_bytes_when_drawn_again():
    assert programme_pdf(EMPTY, CONCEPT).sha256 == drawn("empty").sha256


@pytest.mark.pdf
@pytest.mark.parametrize("name", ["empty", "plan"])
def test_programme_pdf_is_a_concept_on_every_page_until_adopted(name):
    pdf = drawn(name)
    assert [text_of(pdf.body, first=n, last=n).count("CONCEPT") for n in range(1, pdf.pages + 1)] == [1] * pdf.pages


@pytest.mark.pdf
def test_programme_pdf_names_date_and_basis_once_adopted():
    text = text_of(programme_pdf(EMPTY, ADOPTED).body)
    assert "CONCEPT" not in text
    assert "Vastgesteld op 12 juli 2021" in text
    assert "Besluit van het portefeuillehoudersoverleg, agendapunt 4" in text


@pytest.mark.pdf
def test_programme_pdf_of_hostile_text_embeds_and_fetches_nothing():
    assert b"EmbeddedFile" not in drawn("nasty").body
    assert "root:" not in text_of(drawn("nasty").body)


def test_programme_html_shows_no_tag_of_a_user():
    html = document_html("pdf/programme.html", programme_document(NASTY, CONCEPT))
    assert "<script" not in html
    assert 'src="' not in html
    assert "<td colspan=1000000>" not in html


def test_programme_document_lists_every_chapter_once():
    document = programme_document(NORMAL, CONCEPT)
    assert [entry.title for entry in document.contents] == [
        "1 Missie", "2 Visie", "3 Doelen van het hele programma", "4 Actielijn 1: Eerder en beter in beeld",
        "1.1 Signaleren",
        "5 Actielijn 2: Stoppen en duurzaam oplossen", "6 Keuzes bij de landelijke indeling", "7 Planning in beeld",
        "8 Geld per jaar", "9 Inbreng belanghebbenden", "10 Samenhang met ander beleid", "Bijlage A Projectplan",
        "Bijlage B Gemeenten", "Bijlage C Stukken", "Colofon",
    ]  # fmt: skip
    html = document_html("pdf/programme.html", document)
    assert all(html.count(f'id="{entry.anchor}"') == 1 for entry in document.contents)


def test_plan_document_tells_the_year_and_the_line():
    document = plan_document(NORMAL, CONCEPT, Selection(2021, "1"))
    assert (document.cover.kind, document.cover.period) == ("Uitvoeringsplan 2021", "1 Eerder en beter in beeld")
    assert [(step.what, step.number) for step in document.steps] == [
        ("Eerste groep begint", "1.1.1"), ("Evaluatie klaar", "1.1.1"), ("Actie afgerond", "1.1.1"),
    ]  # fmt: skip
    assert document.summary.text == "Dit plan bevat 1 actie voor 2021. 1 actie heeft hoge prioriteit."
    assert [row.amount for row in document.text.money.years] == ["€\N{NO-BREAK SPACE}7.500,50"]


def test_programme_document_puts_the_goals_into_the_chapter_about_goals():
    chapters = (Chapter("doelen", "programme", "Doelen", "Wij meten één doel."),)
    document = programme_document(replace(NORMAL, chapters=chapters), CONCEPT)
    assert document.goals is None
    assert [entry.title for entry in document.contents][:2] == ["1 Doelen", "2 Actielijn 1: Eerder en beter in beeld"]
    html = document_html("pdf/programme.html", document)
    assert html.count(NORMAL.goals[0].statement) == 1


def test_programme_document_keeps_lines_of_a_few_words_together_on_a_page():
    lines = tuple(replace(NODES[0], key=str(at), parent="", code=str(at), text="") for at in range(1, 12))
    short = programme_document(replace(NORMAL, nodes=lines), CONCEPT)
    assert [chapter.starts_page for chapter in short.lines] == [True] + [False] * 10
    written = replace(lines[1], text="Wij beginnen klein. " * 40)
    longer = programme_document(replace(NORMAL, nodes=(lines[0], written, lines[2])), CONCEPT)
    assert [chapter.starts_page for chapter in longer.lines] == [True, True, False]


def test_plan_document_of_a_later_year_has_no_line_for_the_day_of_the_seal():
    html = document_html("pdf/plan.html", plan_document(NORMAL, CONCEPT, Selection(2022, None)))
    assert "De blauwe lijn" not in html
    assert "De blauwe lijn" in document_html("pdf/programme.html", programme_document(NORMAL, CONCEPT))


def test_document_without_known_phases_has_no_column_for_them():
    facts = replace(NORMAL.facts, phases_of="")
    html = document_html("pdf/programme.html", programme_document(replace(NORMAL, facts=facts), CONCEPT))
    assert 'scope="col">Fase' not in html
    assert 'scope="col">Fase' in document_html("pdf/programme.html", programme_document(NORMAL, CONCEPT))


@pytest.mark.parametrize(
    ("changed", "year", "is_there"),
    [
        ({}, 2020, True),
        ({}, 2021, True),
        ({}, 2022, False),
        ({"end": None}, 2030, True),
        ({"start": None, "end": "2020-12-31", "milestones": (), "costs": ()}, 2018, True),
        ({"start": None, "end": "2020-12-31", "milestones": (), "costs": ()}, 2021, False),
        ({"start": None, "end": None}, 2021, True),
        ({"start": None, "end": None}, 2022, False),
        ({"start": None, "end": None, "milestones": (), "costs": ()}, 2022, True),
    ],
)
def test_plan_takes_an_action_in_the_years_in_which_something_of_it_falls(changed, year, is_there):
    action = replace(ACTION, **changed)
    nodes = tuple(replace(node, actions=(action,) if node.actions else ()) for node in NORMAL.nodes)
    document = plan_document(replace(NORMAL, nodes=nodes), CONCEPT, Selection(year))
    assert bool(document.text.number_of_actions) is is_there
    assert [chapter.line.top.title for chapter in document.lines] == ["1 Eerder en beter in beeld"] * is_there
