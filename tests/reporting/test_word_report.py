"""The report as a Word file: what the PDF says, in the styles of the template."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from docx import Document

from reporting.word_report import report_word
from tests.reporting.sample_content import BARE, EMPTY, LARGE, NASTY, NO_MARKS, NORMAL, WIDE
from tests.reporting.told_values import missing_from
from tests.world import PREVIOUS

SAMPLES = {"empty": EMPTY, "normal": NORMAL, "large": LARGE, "nasty": NASTY, "wide": WIDE, "bare": BARE}


def read(content, marks=NO_MARKS):
    return Document(BytesIO(report_word(content, marks)))


def words(document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("name", SAMPLES)
def test_report_word_opens_with_its_title(name):
    document = read(SAMPLES[name])
    assert document.paragraphs[0].style.name == "Heading 1"
    assert SAMPLES[name].region.name in document.paragraphs[0].text
    assert document.core_properties.language == "nl-NL"


def test_report_word_says_everything_that_is_in_the_content():
    found = missing_from(words(read(NORMAL)), NORMAL)
    assert [one for one in found if not one[0].startswith(".tiles")] == []


def test_report_word_has_the_chapters_as_headings_and_heads_on_every_table():
    document = read(NORMAL)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert headings[:3] == ["In één oogopslag", "1 Samenvatting", "2 Sturing en randvoorwaarden"]
    assert headings[-6:] == [
        "13 Verschil met vorig halfjaar",
        "Bijlage A Actielijst",
        "Bijlage B Landelijke indeling",
        "Bijlage C Gemeenten",
        "Bijlage D Antwoorden op de vragenlijst",
        "Colofon",
    ]
    assert all(table.rows[0]._tr.trPr.findall(f"{{{table._tbl.nsmap['w']}}}tblHeader") for table in document.tables)


def test_report_word_never_takes_what_was_typed_for_its_template():
    typed = "{{ 7 * 7 }} {% for x in y %} {_{ 7 }_}"
    content = EMPTY.__class__(**{**vars(EMPTY), "written_by": typed})
    document = read(content)
    assert "49" not in words(document)
    assert "{{ 7 * 7 }} {% for x in y %}" in words(document)


def test_report_word_has_the_same_text_when_made_again():
    first, second = (ZipFile(BytesIO(report_word(NORMAL, NO_MARKS))).read("word/document.xml") for _ in range(2))
    assert first == second


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "suffix"), [("reporting:version_word", "docx"), ("reporting:version_workbook", "xlsx")]
)
def test_version_is_handed_out_to_who_may_read_it(as_role, route, suffix):
    answer = as_role("reader").get(reverse(route, args=["eigen", PREVIOUS, 1]))
    answer.close()
    assert answer.status_code == 200
    assert f'filename="voortgangsrapportage-eigen-2020-h2-versie-1.{suffix}"' in answer["Content-Disposition"].lower()


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["reporting:version_word", "reporting:version_workbook"])
def test_version_is_not_there_for_another_region(as_role, route):
    assert as_role("reader").get(reverse(route, args=["ander", PREVIOUS, 1])).status_code == 404
