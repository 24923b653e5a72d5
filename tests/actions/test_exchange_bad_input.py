"""Every bad workbook is refused with the place, the reason and the way on, and nothing of it is saved."""

import io
import re
import subprocess
import sys
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError

from actions.exchange import sheets
from actions.exchange.mistakes import UnreadableFileError
from actions.exchange.reading import read_workbook
from actions.models import Assessment, Phase
from ghnt.documents import zip_check
from tests import factories
from tests.actions.exchange import PLACES, changed, compared, exported, mistakes_of, with_cells

pytestmark = pytest.mark.django_db
AGAIN = "Maak een nieuw werkboek met ‘Excel maken’ en neem uw wijzigingen daarin over."


@pytest.fixture
def action():
    node = factories.OutlineNodeFactory(code="1", title="School", programme__region__slug="eigen")
    return factories.ActionFactory(node=node, number=1, title="Training", start=date(2026, 4, 1))


def refused(file, programme):
    with pytest.raises(UnreadableFileError) as refusal:
        read_workbook(file, programme)
    return [(mistake.cell, mistake.message) for mistake in refusal.value.mistakes]


LONG = "x" * 50_001
CELLS = [
    ({"end_2": "volgend jaar"}, "M2", "volgend jaar", "Vul een datum in, bijvoorbeeld 3 maart 2027."),
    (
        {"end_2": 2021}, "M2", "1905-07-13",
        "Hier staat alleen een jaar. Vul een hele datum in, bijvoorbeeld 3 maart 2027.",
    ),
    ({"end_2": "31-2-2027"}, "M2", "31-2-2027", "Vul een datum in, bijvoorbeeld 3 maart 2027."),
    (
        {"end_2": "3-3-2026"}, "M2", "3-3-2026",
        "De einddatum ligt vóór de begindatum, 1 april 2026. Kies een latere datum.",
    ),
    ({"title_2": ""}, "D2", "", "Vul een titel in. Wilt u de actie weglaten? Verwijder dan de hele rij."),
    ({"title_2": "x" * 201}, "D2", f"{'x' * 79}…", "Dit zijn 201 tekens. Kort de tekst in tot 200 tekens."),
    ({"node_2": ""}, "E2", "", "Kies een onderdeel uit de lijst. Elke actie valt onder een onderdeel."),
    (
        {"node_2": "9 Elders"}, "E2", "9 Elders",
        "Het onderdeel ‘9 Elders’ bestaat niet in dit programma. "
        "Kies een onderdeel uit de lijst, of voeg het eerst toe bij Programma.",
    ),
    (
        {"priority_2": "Heel hoog"}, "K2", "Heel hoog",
        "‘Heel hoog’ staat niet in de lijst. Kies uit: Hoog, Gewoon, Laag.",
    ),
    (
        {"description_2": "=SOM(A1:A3)"}, "F2", "=SOM(A1:A3)",
        "Hier staat een formule. Schrijf de uitkomst in de cel: kopieer, en plak als waarde.",
    ),
    ({"measures_2": "99.9"}, "R2", "99.9", "De maatregel ‘99.9’ bestaat niet. Schrijf de code, één per regel."),
    (
        {"milestones_2": "Ooit: klaar"}, "S2", "Ooit: klaar",
        "‘Ooit’ is geen datum. Schrijf per regel: 1 oktober 2021: titel (gepland). Zonder datum: geen datum: titel.",
    ),
    (
        {"costs_2": "veel geld"}, "T2", "veel geld",
        "‘veel geld’ zijn geen kosten in een jaar. Schrijf per regel: 2021: € 7.500, dekking. Of: 2021: p.m.",
    ),
    ({"assessment_2": "Op koers"}, "N2", "", "Kies een fase. Zonder fase bewaren wij geen koers en geen toelichting."),
    (
        {"phase_2": "In uitvoering", "assessment_2": "Stagneert"}, "P2", "",
        "Schrijf kort waarom deze actie stagneert.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "place", "value", "message"), CELLS)
def test_a_cell_that_cannot_be_saved_tells_where_and_what_to_do(action, cells, place, value, message):
    comparison = compared(with_cells(exported(action.programme), **cells), action.programme)
    assert mistakes_of(comparison) == [(place, value, message)]


def test_a_text_over_fifty_thousand_characters_is_refused(action):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("x").write_string(0, 0, "kort")
    book.close()
    grown = rewritten(file, "xl/sharedStrings.xml", lambda xml: xml.replace(b"kort", LONG.encode()))
    with sheets.opened(grown) as opened:
        cell = next(opened.rows("x")).cells[0]
    assert (cell.place, len(cell.text), cell.problem) == (
        "A1",
        200,
        "Deze tekst is te lang: 50.001 tekens. Kort de tekst in tot 50.000 tekens.",
    )


def rewritten(file, member, change):
    """The zip with one part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    written.seek(0)
    return written


def hidden(name, value):
    """Another value on the hidden sheet."""

    def change(_sheet, book):
        for row in book["ghnt"].iter_rows():
            if row[0].value == name:
                row[1].value = value

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (hidden("regio", "elders"),
         f"Dit werkboek is van een andere regio. Lees het in bij die regio. {AGAIN}"),
        (hidden("programma", "999999"), f"Dit werkboek hoort bij een ander programma van uw regio. {AGAIN}"),
        (hidden("versie", "0"), f"Dit werkboek is met een andere versie van de applicatie gemaakt. {AGAIN}"),
        (hidden("sjabloon", "anders"),
         "Dit werkboek is niet hier gemaakt. Uw eigen lijst leest u in met ‘Eigen lijst inlezen’."),
        (lambda _sheet, book: book.remove(book["ghnt"]),
         "Dit werkboek is niet hier gemaakt. Uw eigen lijst leest u in met ‘Eigen lijst inlezen’."),
        (lambda sheet, _book: setattr(sheet, "title", "Blad1"),
         f"Het blad ‘Acties’ ontbreekt. Geef het blad zijn oude naam terug. {AGAIN}"),
    ],
)  # fmt: skip
def test_a_workbook_from_elsewhere_is_refused(action, change, message):
    assert refused(changed(exported(action.programme), change), action.programme) == [("", message)]


def test_a_renamed_column_is_refused_with_its_place(action):
    file = with_cells(exported(action.programme), puller_1="Eigenaar van de actie")
    assert refused(file, action.programme) == [
        (
            "H1",
            "De kolom ‘Trekker’ ontbreekt. Heet hij nu ‘Eigenaar van de actie’? Geef hem dan zijn naam terug. " + AGAIN,
        )
    ]


def test_a_missing_column_is_refused(action):
    file = changed(exported(action.programme), lambda sheet, _book: sheet.delete_cols(PLACES["costs"]))
    assert refused(file, action.programme) == [("", f"De kolom ‘Kosten’ ontbreekt. {AGAIN}")]


def test_a_double_column_is_refused(action):
    file = with_cells(exported(action.programme), number_1="Titel")
    assert refused(file, action.programme) == [("D1", "De kolom ‘Titel’ staat er twee keer. Verwijder er één.")]


def test_a_column_of_the_user_is_left_alone_and_told(action):
    file = changed(exported(action.programme), lambda sheet, _book: sheet.cell(1, 40, "Mijn notitie"))
    comparison = compared(file, action.programme)
    assert comparison.notices == ("De kolom ‘Mijn notitie’ (AN1) kennen wij niet. Wij lezen haar niet.",)
    assert (comparison.unchanged, comparison.mistakes) == (1, ())


def test_two_rows_with_one_action_are_refused(action):
    file = with_cells(exported(action.programme), id_3=action.pk, title_3="Training", node_3="1 School")
    assert (
        "A3",
        "Training",
        "Deze actie staat ook in rij 2. Laat één rij staan. Een nieuwe actie typt u in een lege rij onderaan.",
    ) in mistakes_of(compared(file, action.programme))


def test_an_action_of_another_region_is_as_unknown_as_one_that_never_was(action):
    foreign = factories.ActionFactory(title="Geheim")
    words = (
        "Deze actie staat niet in dit programma, of zij is intussen gearchiveerd of verwijderd. "
        "Haal de rij weg, of typ de actie in een lege rij onderaan."
    )
    for pk in (foreign.pk, 999_999, -1, "abc"):
        file = with_cells(exported(action.programme), id_2=pk)
        assert mistakes_of(compared(file, action.programme)) == [("A2", "Training", words)]


def test_an_action_that_another_region_leads_is_changed_there(action):
    led = factories.ActionFactory(title="Samen")
    factories.ActionFactory(node=action.node, number=2, title="Samen", shared_from=led)
    file = with_cells(exported(action.programme), title_3="Anders", priority_3="Hoog")
    words = "Een andere regio leidt deze actie. Zet de oude tekst terug; alleen het onderdeel kunt u hier wijzigen."
    assert mistakes_of(compared(file, action.programme)) == [("D3", "Anders", words), ("K3", "Hoog", words)]


def test_a_koers_goes_when_the_phase_ended(action):
    factories.ActionUpdateFactory(action=action, phase=Phase.IN_PROGRESS, assessment=Assessment.ON_COURSE)
    file = with_cells(exported(action.programme), phase_2="Afgerond")
    found = {change.name: change.after for change in compared(file, action.programme).rows[0].fields}
    assert found == {"phase": "Afgerond", "assessment": ""}


BOMBS = {
    "nested": "xl/worksheets/sheet1.xml",
    "entities": "xl/workbook.xml",
    "cells": "xl/worksheets/sheet1.xml",
    "many": "",
}
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (99 + n, b"&%c;" % (98 + n if n else 97) * 10) for n in range(9))
    + b"]><workbook>&k;</workbook>"
)


def bomb(kind):
    """A small file that would become very large."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        if kind == "many":
            for number in range(300):
                archive.writestr(f"xl/{number}.xml", "<a/>")
        elif kind == "nested":
            archive.writestr(BOMBS[kind], b"<a>" * 6_000_000)
        elif kind == "entities":
            archive.writestr(BOMBS[kind], ENTITIES)
        else:
            numbered = b"".join(b'<c r="A%d"/><b/>' % number for number in range(700_000))
            archive.writestr(BOMBS[kind], numbered)
    file.seek(0)
    return file


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("nested", zip_check.TOO_LARGE),
        ("entities", zip_check.STRANGE_XML),
        ("cells", zip_check.TOO_MUCH),
        ("many", zip_check.TOO_LARGE),
    ],
)
def test_a_bomb_is_refused_before_it_is_unpacked(action, kind, words):
    assert refused(bomb(kind), action.programme) == [("", words)]


def test_a_file_that_is_no_zip_or_is_cut_short_is_refused(action):
    whole = exported(action.programme).getvalue()
    for content in (b"", b"Nummer;Titel", b"PK\x03\x04", whole[: len(whole) // 2]):
        assert refused(io.BytesIO(content), action.programme) in ([("", sheets.NO_WORKBOOK)], [("", zip_check.NO_ZIP)])


def test_a_dimension_of_the_whole_sheet_costs_nothing(action):
    file = rewritten(
        exported(action.programme),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml),
    )
    assert compared(file, action.programme).unchanged == 1


def test_zip_check_leaves_the_file_at_its_beginning():
    file = bomb("entities")
    file.read(10)
    zip_check.check_zip(file)
    assert file.tell() == 0
    with pytest.raises(ValidationError, match="verwijzingen"):
        zip_check.check_xml(file)
    assert file.tell() == 0


def test_refusing_a_bomb_takes_little_memory(tmp_path):
    """In a process of its own; measured as what the bomb adds to an empty run."""
    files = []
    for kind in BOMBS:
        files.append(tmp_path / f"{kind}.xlsx")
        files[-1].write_bytes(bomb(kind).getvalue())
    code = (
        "import resource, sys\n"
        "import django; django.setup()\n"
        "from actions.exchange.sheets import opened\n"
        "from actions.exchange.mistakes import UnreadableFileError\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        with open(name, 'rb') as file, opened(file) as book:\n"
        "            [list(book.rows(sheet)) for sheet in book.sheets]\n"
        "    except UnreadableFileError:\n"
        "        continue\n"
        "    sys.exit('read ' + name)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, *map(str, files)],
        capture_output=True, text=True, timeout=60, check=True,
        env={"DJANGO_SETTINGS_MODULE": "ghnt.settings", "DEBUG": "1", "PATH": "", "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert int(answer.stdout) < 200 * 1024  # kilobytes
