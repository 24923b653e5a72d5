from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from docx import Document

from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from programmes.models import Meeting, MeetingState
from regions.models import OrganisationKind, PostKind
from reporting.chapter_keys import NETWORK
from reporting.collecting.network import network_in, network_progress
from reporting.content import BodyMet, NetworkTold, PartnersOfKind, PostHeld, read_content
from reporting.pdf.document import report_pdf
from reporting.report_sheets import report_sheets
from reporting.screen import screen_of
from reporting.spoken.derived import derived_chapter
from reporting.word_report import report_word
from tests import factories
from tests.documents.reading import text_of
from tests.reporting.sample_content import NO_MARKS, NORMAL

HALF_YEAR = HalfYear(2021, 1)
TOLD = NetworkTold(
    posts=(
        PostHeld(
            "Regionaal projectleider", "Joost Verbruggen", 24, ("Eindhoven", "Helmond"), "2019-03-15", "2021-04-30"
        ),
        PostHeld("Regionaal projectleider", "Joris Vink", 28, ("Eindhoven", "Helmond"), "2021-05-01", None),
    ),
    bodies=(BodyMet("Samen Veilig", "Stuurgroep", "elk kwartaal", 2), BodyMet("Platform", "Uitvoeringsoverleg", "", 4)),
    partners=(PartnersOfKind("Veilig Thuis", 1), PartnersOfKind("Opvang", 2)),
)
CONTENT = replace(NORMAL, network=TOLD)
SAID = (
    "Joost Verbruggen",
    "van 15 maart 2019 tot en met 30 april 2021",
    "sinds 1 mei 2021",
    "Eindhoven en Helmond",
    "2 overleggen van de regio, samen 6 vergaderingen in dit halfjaar",
    "3 partners doen mee: Veilig Thuis 1 en Opvang 2.",
)


def squeezed(text):
    return "".join(text.split())


@pytest.fixture
def region(db, settings):
    settings.TODAY = date(2021, 7, 12)
    return factories.RegionFactory(name="Eigen")


def test_chapter_stands_on_the_page_and_in_the_pdf(assert_accessible_pdf):
    html = render_to_string("reporting/_report.html", {"screen": screen_of(CONTENT)})
    pdf = report_pdf(CONTENT, NO_MARKS).body
    assert_accessible_pdf(pdf)
    text = squeezed(text_of(pdf))
    for words in SAID:
        assert squeezed(words) in squeezed(html)
    for words in (*SAID[4:], "Joost Verbruggen", "Samen Veilig"):
        assert squeezed(words) in text


def test_chapter_stands_in_word_and_workbook():
    document = Document(BytesIO(report_word(CONTENT, NO_MARKS)))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"Joris Vink", "Samen Veilig"} <= cells
    rows = [list(row) for sheet in report_sheets(CONTENT) for row in sheet.rows]
    assert ["Samen Veilig", "Stuurgroep", "elk kwartaal", 2] in rows


def test_old_seal_tells_no_network():
    assert derived_chapter(NORMAL, NETWORK) is None
    assert read_content(canonical_json(CONTENT)).network == TOLD


def test_posts_of_the_half_year_are_told_with_who_came_and_went(region):
    factories.PostFactory(region=region, person="Te vroeg", valid_to=date(2021, 1, 1))
    factories.PostFactory(
        region=region, person="Ging", kind=PostKind.STARTER, hours_a_week=None, valid_to=date(2021, 5, 1)
    )
    factories.PostFactory(region=region, person="Kwam", valid_from=date(2021, 6, 30))
    factories.PostFactory(region=region, person="Te laat", kind=PostKind.REPLACEMENT, valid_from=date(2021, 7, 1))
    told = network_in(region, HALF_YEAR).posts
    assert [(one.person, one.until) for one in told] == [("Ging", "2021-04-30"), ("Kwam", None)]


def test_meetings_that_were_held_are_counted_and_no_others(region):
    body = factories.BodyFactory(region=region, name="Stuurgroep")
    for day in (date(2020, 12, 31), date(2021, 1, 1), date(2021, 6, 30), date(2021, 7, 1)):
        Meeting.objects.create(body=body, date=day)
    Meeting.objects.create(body=body, date=date(2021, 3, 1), state=MeetingState.CANCELLED)
    ended = factories.BodyFactory(region=region, name="Opgeheven", ended_on=date(2021, 1, 1))
    told = network_in(region, HALF_YEAR).bodies
    assert [(one.name, one.meetings) for one in told] == [("Stuurgroep", 2)]
    assert ended.name not in {one.name for one in told}


def test_partners_are_counted_by_kind_without_municipalities(region):
    for kind in (OrganisationKind.SHELTER, OrganisationKind.SHELTER, OrganisationKind.MUNICIPALITY):
        factories.OrganisationFactory(region=region, kind=kind)
    assert network_in(region, HALF_YEAR).partners == (PartnersOfKind("Opvang", 2),)


@pytest.mark.parametrize("rows", [1, 3])
def test_network_is_collected_in_a_constant_number_of_queries(region, rows, django_assert_num_queries):
    for _ in range(rows):
        post = factories.PostFactory(region=region, kind=PostKind.REPLACEMENT)
        post.steering_municipalities.add(factories.MunicipalityFactory())
        factories.BodyFactory(region=region)
        factories.OrganisationFactory(region=region)
    with django_assert_num_queries(4):
        network_in(region, HALF_YEAR)


def test_task_list_says_what_the_chapter_holds(region):
    factories.PostFactory(region=region)
    factories.BodyFactory(region=region)
    round_ = factories.ReportRoundFactory(half_year=HALF_YEAR)
    assert network_progress(region, round_) == "1 functie, 1 overleg"
    assert network_progress(factories.RegionFactory(), round_) == ""
