"""The chapter of a report about the difference with the half year before, in the PDF and on the page."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from reporting.content import State
from reporting.difference import difference, without_texts
from reporting.pdf.document import report_html, report_pdf
from reporting.screen import screen_of
from tests.reporting.differing import a_report, an_action
from tests.reporting.sample_content import EMPTY, NASTY, NO_MARKS, NORMAL

LONG_REASON = "De gemeenten kwamen er samen niet uit. " * 40


def with_difference(old, new):
    found = difference(old, new, half_year="2020-H2", version=2, sha256="ab" * 32)
    return replace(new, difference=without_texts(found))


OLD = a_report(an_action(), an_action("8"))
NEW = with_difference(
    OLD,
    a_report(
        an_action(now=State("in_progress", "stalled", "Er is geen geld."), efforts="Veel geprobeerd."),
        an_action("8", now=State("in_progress", "attention", LONG_REASON)),
    ),
)


@pytest.mark.parametrize("content", [NEW, with_difference(EMPTY, NASTY), with_difference(NASTY, NORMAL)])
def test_report_pdf_with_a_difference_is_accessible(content, assert_accessible_pdf):
    assert_accessible_pdf(report_pdf(content, NO_MARKS).body)


def test_report_pdf_tells_the_difference_in_sentences_and_texts_by_reference():
    html = report_html(NEW, NO_MARKS)
    chapter = html[html.index('id="verschil"') :]
    assert "<p>Vergeleken met versie 2 over het 2e halfjaar 2020.</p>" in chapter
    assert "<p>Van op koers naar stagneert, want:</p><p>Er is geen geld.</p>" in chapter
    assert '<a href="#onderdeel-1">' in chapter
    assert "<p>3 teksten zijn anders, bij acties 1.7 en 1.8.</p>" in chapter
    assert "Veel geprobeerd." not in chapter.partition("<h2")[0]


def test_report_pdf_cuts_a_long_reason_that_stands_with_the_action():
    html = report_html(NEW, NO_MARKS)
    chapter = html[html.index('id="verschil"') :].partition("<h2")[0]
    assert LONG_REASON.strip() in html
    assert LONG_REASON.strip() not in chapter
    assert "[…]" in chapter


def test_report_page_tells_the_same_difference():
    page = render_to_string("reporting/_differences.html", {"told": screen_of(NEW).differences})
    assert "Vergeleken met versie 2 over het 2e halfjaar 2020." in page
    assert "Van op koers naar stagneert, want:" in page
    assert '<a href="#onderdeel-1">' in page


def test_report_without_an_earlier_one_says_so():
    page = render_to_string("reporting/_differences.html", {"told": screen_of(EMPTY).differences})
    assert "Er is geen eerder verslag om mee te vergelijken." in page
    old = render_to_string("reporting/_differences.html", {"told": screen_of(replace(EMPTY, schema=1)).differences})
    assert "Er zijn geen verschillen met het vorige halfjaar." in old
