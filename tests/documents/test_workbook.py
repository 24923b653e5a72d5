import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ghnt.documents.workbook import Sheet, cell_text, legal_titles, workbook_response, write_workbook

TEXTS = [
    "=1+1",
    "+31 6 12345678",
    "-5",
    "@naam",
    "{=A1}",
    "https://example.org",
    "mailto:a@example.org",
    "0012",
    "1.3",
    "eerste regel\nen de tweede",
    ' "aangehaald" & <b>vet</b> ',
    "<r><t>nagemaakt</t></r>",
    "<r>&onbekend;</r>",
    "TRUE",
    "naïef š ő 👩‍👧",
]


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


def written(rows, *, columns=(("Tekst", 40),), about=()):
    file = io.BytesIO()
    write_workbook(file, [Sheet("Blad", columns, rows)], about=about)
    return openpyxl.load_workbook(file)


def test_workbook_texts_stay_texts():
    sheet = written([(text,) for text in TEXTS])["Blad"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in TEXTS]
    assert not any(cell.hyperlink for cell in cells)


def test_workbook_has_no_formula_in_its_xml():
    file = io.BytesIO()
    write_workbook(file, [Sheet("Blad", (("=KOP()", 10),), [(text,) for text in TEXTS])])
    with zipfile.ZipFile(file) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_workbook_numbers_dates_and_empty_cells_keep_their_kind():
    day = date(2021, 7, 12)
    late = datetime(2021, 7, 11, 22, 30, tzinfo=UTC)  # 12 July in Amsterdam
    book = written([(7, Decimal("7500.50"), day, late, None, "")], columns=[(str(n), 10) for n in range(6)])
    row = [cell.value for cell in book["Blad"][2]]
    assert row[:2] == [7, 7500.5]
    assert [value.date() for value in row[2:4]] == [day, day]
    assert row[4:] == [None, None]
    assert book["Blad"]["C2"].number_format == "[$-413]d mmm yyyy"
    assert book["Blad"]["C2"].is_date


def test_workbook_date_before_the_calendar_of_excel_is_written_in_words():
    assert written([(date(1900, 2, 28),), (date(1900, 3, 1),)])["Blad"]["A2"].value == "28 februari 1900"


def test_workbook_refuses_a_value_of_another_kind():
    with pytest.raises(TypeError, match="not list"):
        written([([1],)])


def test_workbook_head_is_frozen_bold_and_filtered():
    sheet = written([("a",), ("b",)])["Blad"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.auto_filter.ref == "A1:A3"
    assert sheet.column_dimensions["A"].width == pytest.approx(40, abs=1)


def test_workbook_of_no_rows_opens():
    assert written([])["Toelichting"]["B3"].value == "0 rijen"


def test_workbook_tells_of_whom_when_and_how_many_rows():
    sheet = written([("a",)], about=("Regio Utrecht",))["Toelichting"]
    assert [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("Over", "Regio Utrecht"),
        ("Gemaakt op", "12 juli 2021"),
        ("Blad Blad", "1 rij"),
    ]


@pytest.mark.parametrize("letter", ["a", "👩"])
def test_workbook_too_long_text_keeps_its_head_and_says_so(letter):
    text = letter * 40_000
    cell = written([(text,)])["Blad"]["A2"].value
    head, note = cell.split("\n")
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert text.startswith(head)
    assert note == "[Ingekort: de hele tekst heeft 40000 tekens. Een cel in Excel houdt er 32767.]"


def test_workbook_text_of_the_largest_size_stays_whole():
    assert cell_text("a" * 32_767) == "a" * 32_767


def test_sheet_titles_are_made_legal_and_different():
    assert legal_titles(["Acties: 1/2 [nu]", "", "x" * 40, "X" * 40, "'Lijn'", "History"]) == [
        "Acties  1 2  nu",
        "Blad",
        "x" * 31,
        "X" * 27 + " (2)",
        "Lijn",
        "History blad",
    ]


@pytest.mark.django_db
def test_workbook_response_is_a_private_download():
    response = workbook_response("Acties Utrecht", [Sheet("Blad", (("Tekst", 10),), [("a",)])])
    assert response["Content-Disposition"] == 'attachment; filename="acties-utrecht.xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book.sheetnames == ["Blad", "Toelichting"]
    response.close()


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1), min_size=1, max_size=5))
def test_workbook_gives_back_any_text(texts):
    sheet = written([(text,) for text in texts])["Blad"]
    assert [sheet.cell(row, 1).value for row in range(2, len(texts) + 2)] == texts
