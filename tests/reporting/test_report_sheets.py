"""A report as tables: every question with its answer, and every other part on a sheet of its own."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from ghnt.documents.workbook import write_workbook
from reporting.answers_sheet import answer_rows
from reporting.report_sheets import report_sheets
from tests.reporting.sample_content import EMPTY, NORMAL, SINCE


def test_answer_rows_stand_in_reading_order():
    rows = list(answer_rows(NORMAL))
    asked = len(NORMAL.answers) + len(NORMAL.lines) + 2 * len(NORMAL.municipal_answers)
    assert len(rows) == asked
    places = [(row[0], row[1]) for row in rows]
    assert places[0] == ("Samenvatting", "")
    assert places[10:14] == [
        ("Per onderdeel van het programma", "1 Eerder en beter in beeld"),
        ("Per onderdeel van het programma", "2 Stoppen en duurzaam oplossen"),
        ("Per onderdeel van het programma", "3 Aandacht voor specifieke groepen"),
        ("Vooruitblik", ""),
    ]
    assert places[-1] == ("Gemeenten zelf aan het woord", "Wijdemeren")


def test_answer_rows_hold_numbers_amounts_and_dates_as_such():
    by_key = {row[8]: row for row in answer_rows(NORMAL) if not row[1]}
    assert by_key["hours"][3:6] == ("1.234,5\xa0uur per week", Decimal("1234.5"), "uur per week")
    assert by_key["budget"][3:6] == ("€\xa012.500,50", Decimal("12500.50"), "euro")
    assert by_key["evaluation"][3:5] == ("5 november 2021", date(2021, 11, 5))
    assert by_key["cooperation"][3:8] == ("Goed", None, "", SINCE, "nee")
    assert by_key["screening"][4] is None


def test_report_sheets_open_as_a_workbook_with_a_row_for_everything():
    file = BytesIO()
    write_workbook(file, report_sheets(NORMAL))
    book = load_workbook(file, read_only=True)
    rows = {sheet.title: sheet.max_row - 1 for sheet in book.worksheets}
    book.close()
    assert rows == {
        "Acties": 18,
        "Planwijzigingen": 10,
        "Antwoorden": 28,
        "Besluitvorming": 8,
        "Vaststelling": 7,
        "Middelen": 1,
        "Signalen": 4,
        "Wie werkte mee": 5,
        "Toelichting": rows["Toelichting"],
    }


def test_report_sheets_say_that_nobody_read_along():
    (sheet,) = (one for one in report_sheets(EMPTY) if one.title == "Wie werkte mee")
    assert ("Las mee", "Geen tweede lezer. Niemand las deze rapportage mee voordat zij werd ingediend.") in sheet.rows
