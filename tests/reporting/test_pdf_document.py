import dataclasses
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from actions.models import Assessment, Phase, Priority
from ghnt.documents.files import RenderedPdf
from ghnt.periods import HalfYear
from ghnt.ui.dates import long_date, short_date
from reporting.pdf.document import report_html, report_pdf
from tests.documents.reading import text_of
from tests.reporting.sample_content import (
    ACCEPTED,
    ADOPTED,
    EMPTY,
    LARGE,
    NASTY,
    NO_MARKS,
    NORMAL,
)

SAMPLES = {"empty": EMPTY, "normal": NORMAL, "large": LARGE, "nasty": NASTY}
CODED = {"phase": Phase, "assessment": Assessment, "priority": Priority}
# Keys and codes that order or colour the document; the numbers of tiles; the question's key and chapter.
UNSAID = {"key", "field", "chapter", "is_required", "is_unchanged", "row", "column", "outcome"}
UNSAID |= {"outcome_icon", "outcome_tone"}
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")


@cache
def drawn(name: str) -> RenderedPdf:
    return report_pdf(SAMPLES[name], NO_MARKS)


def squeezed(text: str) -> str:
    """Without spaces and hyphens: lines may break anywhere."""
    return re.sub(r"[\s\-]+", "", text)


def values(thing, path=""):
    """Every value of the content that a reader must find, with where it stands."""
    if dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            if field.name not in UNSAID and not (path.startswith(".tiles") and field.name == "name"):
                yield from values(getattr(thing, field.name), f"{path}.{field.name}")
    elif isinstance(thing, tuple):
        for item in thing:
            yield from values(item, path)
    elif thing not in (None, ""):
        yield path, thing


def words_of(path: str, value) -> list[str]:
    """The ways in which a value may be written."""
    name = path.rsplit(".", 1)[-1]
    if name in CODED:
        return [CODED[name](value).label]
    if name == "half_year":
        return [HalfYear.parse(value).label]
    if isinstance(value, str) and ISO.fullmatch(value):
        day = date.fromisoformat(value[:10])
        return [long_date(day), short_date(day)]
    return [str(value)]


@pytest.mark.parametrize("name", SAMPLES)
def test_report_pdf_is_accessible(name, assert_accessible_pdf):
    assert_accessible_pdf(drawn(name).body)


@pytest.mark.pdf
def test_report_pdf_says_everything_that_is_in_the_content():
    text = squeezed(text_of(drawn("normal").body)).casefold()
    missing = [
        (path, line)
        for path, value in values(NORMAL)
        for line in lines_to_find(path, value)
        if not any(squeezed(word).casefold() in text for word in line)
    ]
    assert missing == []


def lines_to_find(path, value):
    for word in words_of(path, value)[:1]:
        lines = [re.sub(r"^(?:-|\d+\.)\s", "", line) for line in word.splitlines() if line]
        for line in lines if len(lines) > 1 else [None]:
            yield words_of(path, value) if line is None else [line]


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
