"""The chapter Leren of a report: what a region shared, frozen in its seal, on the page and in the PDF."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string

from actions.models import CircleMeetingState, FrontRunnerState, Sharing
from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from reporting.collecting.learning import learning_in, learning_progress
from reporting.content import AheadOn, CircleMet, LearningTold, LessonTold, ResearchTold, read_content
from reporting.national import words_on
from reporting.pdf.document import report_pdf
from reporting.screen import screen_of
from reporting.spoken.learning import blocks_of
from tests.documents.reading import text_of
from tests.factories import (
    BuildingBlockFactory,
    CatalogueEntryFactory,
    CircleMeetingFactory,
    FrontRunnerFactory,
    LearningCircleFactory,
    LessonFactory,
    RegionFactory,
    ReportRoundFactory,
    ResearchFactory,
)
from tests.reporting.sample_content import EMPTY, NO_MARKS

H1 = HalfYear(2021, 1)
TOLD = LearningTold(
    lessons=(LessonTold("Begin klein", "Eén team tegelijk.", "Evaluatie.", ("2.2 Lokale teams",), "2021-05-06"),),
    shared_in_circles=2,
    circles=("Leerkring Midden",),
    meetings=(CircleMet("Leerkring Midden", "Nazorg", "2021-03-18", "Samen scholen."),),
    ahead=(AheadOn("1.2 Meldcode", "Alle scholen zijn geschoold.", "2021-03-08"),),
    research=(ResearchTold("Pilot kappers", "Pilot met meting", "Bureau Linde", "2021-12-31", ""),),
)


@pytest.fixture
def scene(db, settings):
    settings.TODAY = date(2021, 7, 12)
    block = BuildingBlockFactory()
    entry = CatalogueEntryFactory(block=block, code="1.2", title="Meldcode")
    region = RegionFactory(name="Rivierenland", slug="rivierenland")
    return region, block, words_on(entry.edition.programme, H1.end)


def told(scene):
    region, _block, words = scene
    return learning_in(region, H1, words)


@pytest.mark.parametrize(("day", "count"), [(date(2020, 12, 31), 0), (date(2021, 1, 1), 1), (date(2021, 7, 1), 0)])
def test_learning_chapter_tells_lessons_of_its_half_year(scene, day, count):
    LessonFactory(region=scene[0], sharing=Sharing.ALL, learned_on=day)
    assert len(told(scene).lessons) == count


def test_learning_chapter_tells_no_lesson_that_others_may_not_read(scene):
    LessonFactory(region=scene[0], title="Geheim van de regio")
    circle = LearningCircleFactory(name="Leerkring Midden")
    LessonFactory(region=scene[0], title="Geheim van de kring", sharing=Sharing.CIRCLE).circles.add(circle)
    found = told(scene)
    assert (found.lessons, found.shared_in_circles) == ((), 1)
    assert "Geheim" not in repr(found)


def test_learning_chapter_tells_circles_front_runner_and_research(scene):
    region, block, _words = scene
    circle = LearningCircleFactory(name="Leerkring Midden")
    circle.regions.add(region)
    for there in (True, False):
        held = CircleMeetingState.HELD
        one = CircleMeetingFactory(circle=circle, date=date(2021, 3, 18), subject=f"Nazorg {there}", state=held)
        one.attended.set([region] if there else [])
    since = datetime(2021, 3, 8, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    FrontRunnerFactory(region=region, block=block, state=FrontRunnerState.CONFIRMED, decided_at=since)
    FrontRunnerFactory(region=region)
    ResearchFactory(owner=region, title="Loopt", until=date(2021, 12, 31))
    ResearchFactory(owner=region, title="Voorbij", until=date(2020, 12, 31))
    found = told(scene)
    assert found.circles == ("Leerkring Midden",)
    assert [one.subject for one in found.meetings] == ["Nazorg True"]
    assert found.ahead == (AheadOn("1.2 Meldcode", "Wij hebben dit al.", "2021-03-08"),)
    assert [one.title for one in found.research] == ["Loopt"]
    progress = learning_progress(region, ReportRoundFactory(half_year=H1))
    assert progress == "1 bijeenkomst, 1 keer voorloper, 1 onderzoek"


@pytest.mark.parametrize("rows", [1, 3])
def test_learning_chapter_asks_the_same_number_of_queries(scene, rows, django_assert_num_queries):
    region, block, _words = scene
    for _ in range(rows):
        LessonFactory(region=region, sharing=Sharing.ALL).blocks.add(block)
        circle = LearningCircleFactory()
        circle.regions.add(region)
        CircleMeetingFactory(circle=circle, date=H1.start, state=CircleMeetingState.HELD).attended.add(region)
        ResearchFactory(owner=region)
    with django_assert_num_queries(7):
        told(scene)


def test_learning_chapter_says_everything_and_nothing_without_anything():
    content = replace(EMPTY, learning=TOLD)
    words = " ".join(word for block in blocks_of(content) for word in block.words)
    for part in (
        *("Begin klein", "Eén team tegelijk.", "Evaluatie.", "6 mei 2021, 2.2 Lokale teams", "Samen scholen."),
        *("Daarnaast: 2 leerpunten deelde de regio alleen binnen een leerkring.", "De regio was bij één bijeenkomst"),
        *("1.2 Meldcode, sinds 8 maart 2021", "Pilot kappers (pilot met meting)", "31 december 2021"),
    ):
        assert part in words.replace(";", ",")
    assert blocks_of(replace(content, learning=LearningTold())) == ()


def test_learning_chapter_stands_on_the_page_in_the_pdf_and_in_the_seal(assert_accessible_pdf):
    content = replace(EMPTY, learning=TOLD)
    assert read_content(canonical_json(content)).learning == TOLD
    page = render_to_string("reporting/_report.html", {"screen": screen_of(content)})
    pdf = report_pdf(content, NO_MARKS).body
    for text in (page, " ".join(text_of(pdf).split())):
        assert "Eén team tegelijk." in text
        assert "Alle scholen zijn geschoold." in text
        assert "Samen scholen." in text
    assert_accessible_pdf(pdf)
