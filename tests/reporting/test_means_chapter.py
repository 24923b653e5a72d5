"""The chapter Middelen: collected once, told on the page, in the PDF and in the workbook, without typing it again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from actions.models import ApplicationState, MeansExplanation
from ghnt.documents.sealing import canonical_json
from reporting import reference
from reporting.collecting import collect
from reporting.collecting.means import means_progress
from reporting.content import (
    MeansApplication,
    MeansDifference,
    MeansGrant,
    MeansLine,
    MeansTold,
    YearOfMoney,
    read_content,
)
from reporting.kept import KEPT
from reporting.pdf.document import report_pdf
from reporting.report_sheets import report_sheets
from reporting.spoken.chapters import money_chapter
from reporting.spoken.derived import derived_chapter
from reporting.spoken.means import blocks_of
from tests import factories
from tests.documents.reading import text_of
from tests.reporting.sample_content import NO_MARKS, NORMAL

TOLD = MeansTold(
    year=2021,
    grants=(
        MeansGrant("", "Rijksbijdrage projectleider (DUVO)", "Centrumgemeente Hilversum", "75000.00", True),
        MeansGrant("Uitvoering", "Eigen middelen van gemeenten", "De regio zelf", None, False),
    ),
    lines=(MeansLine("1 Eerder in beeld", "12500.50", 1, "9000.00", None),),
    differences=(MeansDifference("1.1 Scholing", "Begroot € 1, uitgegeven € 9: € 8 meer.", "Er kwam een groep bij."),),
    applications=(
        MeansApplication(
            *("Centrum huiselijk geweld", "De regio zelf", "60000.00", "Toegekend"),
            *("2021-02-08", "2021-03-22", "55000.00", "Deel de lesbrief."),
        ),
    ),
)
WORDS = (
    "In 2021 is € 75.000 en p.m. toegekend, € 12.500,50 en p.m. begroot, € 9.000 vastgelegd en niets uitgegeven.",
    "Centrumgemeente Hilversum",
    "€ 75.000, voorlopig",
    "p.m.",
    "1 Eerder in beeld",
    "€ 12.500,50",
    "Begroot € 1, uitgegeven € 9: € 8 meer.",
    "Er kwam een groep bij.",
    "Centrum huiselijk geweld: toegekend op 22 maart 2021",
    "Deel de lesbrief.",
)


def content():
    return replace(NORMAL, means=TOLD, money=(YearOfMoney(2021, "1.00", 1, 0, False, ()),))


def test_page_tells_means():
    chapter = derived_chapter(content(), "deel-geld")
    page = render_to_string("reporting/_told_blocks.html", {"blocks": chapter.blocks}).replace("\xa0", " ")
    for words in WORDS:
        assert words in page


def test_means_stand_in_place_of_the_chapter_of_before():
    assert money_chapter(content()) is None
    assert money_chapter(replace(content(), means=None)).title == "Middelen"
    assert blocks_of(replace(content(), means=None)) == ()


def test_seal_of_before_has_no_means_and_amounts_stand_in_it_as_text():
    text = canonical_json(content())
    assert '"amount":"75000.00"' in text
    assert read_content(text).means == TOLD
    old = canonical_json(replace(content(), means=None)).replace('"means":null,', "")
    assert "means" not in old
    assert read_content(old).means is None


def test_workbook_tells_amounts_as_numbers():
    found = [[cell for row in sheet.rows for cell in row] for sheet in report_sheets(content())]
    assert any(Decimal("12500.50") in cells for cells in found)
    assert not [cell for cells in found for cell in cells if isinstance(cell, float)]


@pytest.fixture
def scene(db, settings):
    settings.TODAY = date(2021, 7, 12)
    reference.load()
    round_ = factories.ReportRoundFactory()
    programme = factories.RegionalProgrammeFactory(programme=round_.programme)
    node = factories.OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld")
    return programme.region, round_, factories.ActionFactory(node=node)


def means(scene):
    region, round_, _action = scene
    return collect(region, round_, version=1, written_by="Projectleider").means


def test_collecting_tells_nothing_of_costs_alone(scene):
    factories.ActionCostFactory(action=scene[2], year=2021)
    assert means(scene) is None
    assert means_progress(scene[0], scene[1]) == ""


def test_collecting_tells_grants_lines_and_explanations(scene):
    region, round_, action = scene
    grant = factories.GrantFactory(region=region, year=2021, amount=Decimal("75000.10"), name="Samen")
    factories.GrantFactory(region=region, year=2020)
    factories.ActionCostFactory(action=action, year=2021, amount=Decimal(1000), grant=grant)
    factories.SpendingFactory(action=action, year=2021, grant=grant, committed=None, spent=Decimal("9000.25"))
    MeansExplanation.objects.create(region=region, year=2021, action=action, text="Duurder.")
    told = means(scene)
    assert told.grants == (MeansGrant("Samen", "Eigen middelen van gemeenten", "De regio zelf", "75000.10", False),)
    assert told.lines == (MeansLine("1 Eerder in beeld", "1000.00", 0, None, "9000.25"),)
    assert [(one.about, one.explanation) for one in told.differences] == [
        ("De hele regio", ""),
        (f"{action.code} {action.title}", "Duurder."),
    ]
    assert means_progress(region, round_) == "1 bijdrage, 1 besteding en 0 aanvragen"


def test_collecting_tells_applications_as_they_stood_at_the_end_of_the_half_year(scene):
    region = scene[0]
    new = {"region": region, "year": 2021}
    factories.PoolApplicationFactory(**new, title="Concept")
    factories.PoolApplicationFactory(
        **new, title="Ingetrokken", state=ApplicationState.WITHDRAWN, submitted_on=date(2021, 2, 1)
    )
    factories.PoolApplicationFactory(
        **new, title="Later", state=ApplicationState.SUBMITTED, submitted_on=date(2021, 7, 1)
    )
    factories.PoolApplicationFactory(
        **new,
        title="Eerder",
        state=ApplicationState.REFUSED,
        submitted_on=date(2020, 2, 1),
        decided_on=date(2020, 12, 31),
    )
    decided = {"state": ApplicationState.GRANTED, "granted": Decimal(55_000), "decision": "Ja."}
    factories.PoolApplicationFactory(
        **new, **decided, title="Besloten", submitted_on=date(2020, 12, 1), decided_on=date(2021, 6, 30)
    )
    factories.PoolApplicationFactory(
        **new, **decided, title="Na afloop besloten", submitted_on=date(2021, 6, 30), decided_on=date(2021, 7, 1)
    )
    told = [(one.title, one.state, one.granted, one.decision) for one in means(scene).applications]
    assert told == [
        ("Besloten", "Toegekend", "55000.00", "Ja."),
        ("Na afloop besloten", "Ingediend", None, ""),
    ]


def test_chapter_in_the_task_list_leads_to_where_it_is_kept():
    assert KEPT["deel-geld"].url_name == "actions:means"


def test_pdf_tells_means(assert_accessible_pdf):
    pdf = report_pdf(content(), NO_MARKS).body
    assert_accessible_pdf(pdf)
    text = " ".join(text_of(pdf).replace("\xa0", " ").split())
    for words in ("Centrumgemeente Hilversum", "€ 12.500,50", "Er kwam een groep bij.", "Deel de lesbrief."):
        assert words in text
