import re
from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from django.template.loader import render_to_string

from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json
from reporting.content import read_content
from reporting.pdf.document import report_html, report_pdf
from reporting.screen import screen_of
from tests.documents.reading import text_of
from tests.reporting.sample_content import (
    ACCEPTED,
    ADOPTED,
    BARE,
    EMPTY,
    LARGE,
    NASTY,
    NO_MARKS,
    NORMAL,
    WIDE,
)
from tests.reporting.told_values import missing_from

SAMPLES = {"empty": EMPTY, "normal": NORMAL, "large": LARGE, "nasty": NASTY, "wide": WIDE, "bare": BARE}


@cache
def drawn(name: str) -> RenderedPdf:
    return report_pdf(SAMPLES[name], NO_MARKS)


@pytest.mark.parametrize("name", SAMPLES)
def test_report_pdf_is_accessible(name, assert_accessible_pdf):
    assert_accessible_pdf(drawn(name).body)


@pytest.mark.pdf
def test_report_pdf_says_everything_that_is_in_the_content():
    assert missing_from(text_of(drawn("normal").body), NORMAL) == []


def test_report_page_says_everything_that_is_in_the_content():
    html = render_to_string("reporting/_report.html", {"screen": screen_of(NORMAL)})
    text = unescape(re.sub(r"<[^>]+>", " ", html))
    assert [(path, word) for path, word in missing_from(text, NORMAL) if not path.startswith(".tiles")] == []


def test_report_json_says_everything_that_is_in_the_content():
    assert read_content(canonical_json(NORMAL)) == NORMAL


@pytest.mark.pdf
def test_report_pdf_says_everything_that_is_in_the_marks():
    text = text_of(report_pdf(EMPTY, ACCEPTED).body)
    for words in (
        "Vastgesteld door Portefeuillehoudersoverleg op 8 juli 2021 en geaccepteerd door het landelijk team op",
        "9 juli 2021, 16.12 uur",
        "Noor Šimić",
        "Imre Kőszegi, 12 juli 2021",
        "3f9a1c07",
        "41b85e03",
    ):
        assert words in text


@pytest.mark.pdf
def test_report_pdf_has_the_same_bytes_when_drawn_again():
    assert report_pdf(NORMAL, NO_MARKS).sha256 == drawn("normal").sha256


@pytest.mark.pdf
def test_report_pdf_is_a_concept_on_every_page_until_marked():
    pdf = drawn("empty")
    assert [text_of(pdf.body, first=n, last=n).count("CONCEPT") for n in range(1, pdf.pages + 1)] == [1] * pdf.pages


@pytest.mark.pdf
@pytest.mark.parametrize("marks", [ADOPTED, ACCEPTED, replace(ACCEPTED, adopted_by_body="", adopted_on=None)])
def test_report_pdf_is_no_concept_once_adopted_or_accepted(marks):
    assert "concept" not in text_of(report_pdf(EMPTY, marks).body).casefold()


@pytest.mark.pdf
@pytest.mark.parametrize("name", SAMPLES)
def test_report_pdf_glance_is_exactly_one_page(name):
    assert "In één oogopslag" in text_of(drawn(name).body, first=2, last=2)
    third = text_of(drawn(name).body, first=3, last=3)
    assert "Inhoud" in third
    assert "oogopslag" not in third


@pytest.mark.pdf
def test_report_pdf_of_hostile_text_embeds_and_fetches_nothing():
    assert b"EmbeddedFile" not in drawn("nasty").body
    assert "root:" not in text_of(drawn("nasty").body)


def test_report_html_shows_no_tag_of_a_user():
    html = report_html(NASTY, NO_MARKS)
    assert "<script" not in html
    assert 'src="' not in html
    assert "<td colspan=1000000>" not in html


def test_report_html_names_only_assets():
    """Links of users stay links to follow; nothing else leads outside."""
    html = report_html(NASTY, NO_MARKS)
    assert set(re.findall(r'<link rel="stylesheet" href="([^"]*)"', html)) == {
        "asset:fonts.css",
        "asset:report.css",
        "asset:parts.css",
        "asset:icons.css",
        "asset:concept.css",
    }
