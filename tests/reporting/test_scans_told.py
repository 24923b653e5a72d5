"""Scans in the report and as a PDF: page and document say the same."""

from dataclasses import replace

import pytest

from reporting.content.scans import ScanFacts, ToldPoint, ToldScan, ToldTheme
from reporting.scans import paper
from reporting.scans.sealing import SCHEMA, ScanContent, SealedRow, SealedTheme
from reporting.spoken.blocks import Grid, Passage, Picture, Subheading
from reporting.spoken.scans import tell_scans
from tests.reporting.sample_content import content as sample_content

STEPS = ("Niet geregeld", "Begin gemaakt", "Deels geregeld", "Op orde")
TOLD = ToldScan(
    name="Zelfscan lokale teams",
    kind="Zelfscan",
    of_municipalities=True,
    reference_date="2021-04-01",
    finished=6,
    asked=8,
    steps=STEPS,
    themes=(ToldTheme("Veiligheid voorop", (1, 6, 16, 7), 2, (11, 15, 8, 0)),),
    is_protected=False,
    previous_date="2020-03-01",
    previous_finished=7,
)
POINT = ToldPoint("Zelfscan lokale teams 2021", "Vaste uren", "een lokale actie van een gemeente", "Niet gestart")


def told(*scans, points=()):
    return tell_scans(replace(sample_content(1), scans=ScanFacts(tuple(scans), tuple(points))))


def test_chapter_says_counts_then_and_now_and_points():
    blocks = told(TOLD, points=(POINT,))
    kinds = [type(block) for block in blocks]
    assert kinds == [Subheading, Passage, Picture, Passage, Subheading, Passage, Grid]
    assert blocks[1].text == "Peildatum 1 april 2021. 6 van 8 gemeenten zijn klaar."
    assert blocks[2].caption == "Zelfscan lokale teams 2021: 7 van 30 antwoorden op ‘op orde’."
    assert blocks[2].twin.rows == [("Veiligheid voorop", "1", "6", "16", "7", "2")]
    assert "toen 0 van 34 antwoorden op ‘op orde’, nu 7 van 30 antwoorden op ‘op orde’." in blocks[3].text
    assert blocks[5].text == "1 van 1 verbeterpunt is opgepakt."
    assert blocks[6].rows[0][2] == "een lokale actie van een gemeente"


def test_chapter_says_why_the_outcome_is_not_there():
    blocks = told(replace(TOLD, finished=2, themes=(), is_protected=True, previous_date=None))
    assert len(blocks) == 2
    assert blocks[1].text.endswith("De uitkomst staat hier pas vanaf 3 gemeenten.")


def test_report_without_scans_has_no_chapter():
    assert tell_scans(replace(sample_content(1), scans=None)) == ()


CONTENT = ScanContent(
    schema=SCHEMA,
    region="Eigen",
    municipality="Adorp",
    list_code="zelfscan",
    list_number=1,
    list_name="Zelfscan lokale teams",
    source="Eigen stellingen",
    steps=STEPS,
    reference_date="2021-04-01",
    previous_date="2020-03-01",
    filled_with="Teamleider",
    finished_on="2021-06-21",
    finished_by="Lies Leider",
    reason="Eén score klopte niet.",
    themes=(
        SealedTheme(
            "veiligheid",
            "Veiligheid voorop",
            (
                SealedRow("plan", "Er is een veiligheidsplan.", 4, False, "x" * 200, "Steekproef", 2),
                SealedRow("kind", "Het team spreekt elk kind.", None, True, "", "", None),
            ),
        ),
    ),
)


def test_document_says_word_evidence_and_the_time_before():
    document = paper.document_of(paper.paper_of(CONTENT, version=2, on="2021-06-21"))
    assert document.title == "Zelfscan lokale teams 2021, Adorp"
    assert document.caption == "Adorp: 1 van 1 stelling op ‘op orde’."
    row = document.themes[0].rows[0]
    assert (row.word.label, row.before, row.evidence) == ("Op orde", "Begin gemaakt", "Steekproef")
    assert document.themes[0].rows[1].word.label == "Niet van toepassing"
    assert not document.head.is_concept


def test_unfinished_document_is_a_concept():
    assert paper.document_of(paper.paper_of(CONTENT, version=None, on="2021-07-12")).head.is_concept


def test_document_is_accessible(assert_accessible_pdf):
    made = paper.draw(paper.paper_of(CONTENT, version=2, on="2021-06-21"))
    assert_accessible_pdf(made.body)


@pytest.mark.parametrize("steps", [STEPS[:2], STEPS[:3], STEPS, (*STEPS, "Voorbeeld")])
def test_scale_of_two_to_five_words_is_drawn(steps):
    one = replace(TOLD, steps=steps, themes=(ToldTheme("A", (1,) * len(steps), 0),), previous_date=None)
    assert "op ‘" in told(one)[2].caption
