"""Bottlenecks in the half-yearly report: what stood at its end, on every page that tells the report."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from docx import Document

from actions.models import Bottleneck
from ghnt.documents.sealing import canonical_json
from ghnt.periods import HalfYear
from regions.models import Role
from regions.rights import rights_of
from reporting.chapter_keys import BOTTLENECKS
from reporting.collecting.bottlenecks import bottlenecks_in
from reporting.content import BottleneckAnswer, BottleneckItem, BottlenecksTold, read_content
from reporting.figures import asks_of
from reporting.models import SignalKind
from reporting.pdf.document import report_pdf
from reporting.screen import screen_of
from reporting.signals.bottlenecks import make_bottleneck, may_make
from reporting.spoken.bottlenecks import progress_words
from reporting.spoken.derived import derived_chapter
from reporting.word_report import report_word
from tests import factories
from tests.documents.reading import text_of
from tests.reporting.sample_content import NO_MARKS, NORMAL

HALF_YEAR = HalfYear(2021, 1)
ANSWER = BottleneckAnswer("Beantwoord", "Kernteam", "De koepel praat mee.", "2021-05-20")
SOLVED = BottleneckAnswer("Opgelost", "Kernteam", "De koppeling werkt.", "2021-02-11")
ITEM = BottleneckItem(
    code="K2",
    title="De doorstroom stokt",
    text="Gezinnen wachten zeven maanden.",
    proposed_solution="Een voorrangsregel.",
    state="raised",
    state_label="Voorgelegd",
    level="steering",
    level_label="Stuurgroep",
    since="2021-02-25",
    blocks=("2.5 Opvang",),
    answers=(ANSWER,),
)
DONE = replace(ITEM, code="K1", title="Traag doorgeven", state="solved", since=None, answers=(SOLVED,))
TOLD = BottlenecksTold((ITEM,), (DONE,))
CONTENT = replace(NORMAL, bottlenecks=TOLD)
SAID = (
    "1 knelpunt stond open, 1 wachtte op een antwoord, het langst",
    "K2 De doorstroom stokt",
    "Gezinnen wachten zeven maanden.",
    "Een voorrangsregel.",
    "De koepel praat mee.",
    "Beantwoord, kernteam, 20 mei 2021",
    "1 knelpunt is in dit halfjaar opgelost",
    "De koppeling werkt.",
)


def squeezed(text):
    return "".join(text.split())


@pytest.fixture
def region(db, settings):
    settings.TODAY = date(2021, 7, 12)
    return factories.RegionFactory(name="Eigen")


def at(month, day):
    return datetime(2021, month, day, 12, tzinfo=UTC)


def test_chapter_stands_on_the_page_and_in_the_pdf(assert_accessible_pdf):
    html = squeezed(render_to_string("reporting/_report.html", {"screen": screen_of(CONTENT)}))
    pdf = report_pdf(CONTENT, NO_MARKS).body
    assert_accessible_pdf(pdf)
    text = squeezed(text_of(pdf))
    assert [words for words in SAID if squeezed(words) not in html] == []
    assert [words for words in SAID if squeezed(words) not in text] == []


def test_chapter_stands_in_word():
    document = Document(BytesIO(report_word(CONTENT, NO_MARKS)))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"K2 De doorstroom stokt", "Stuurgroep", "K1 Traag doorgeven"} <= cells


def test_what_waits_is_asked_on_page_two():
    first = asks_of(CONTENT)[0]
    assert (first.who, first.subject, first.since) == ("Stuurgroep", "De doorstroom stokt", "2021-02-25")
    assert asks_of(CONTENT)[1:] == asks_of(NORMAL)


def test_old_seal_tells_no_bottlenecks():
    assert derived_chapter(NORMAL, BOTTLENECKS) is None
    assert read_content(canonical_json(CONTENT)).bottlenecks == TOLD


def test_report_tells_how_it_stood_at_the_end_of_the_half_year(region):
    one = factories.BottleneckFactory(region=region, number=1, is_shared=True, state="answered", level="core_team")
    factories.BottleneckStepFactory(bottleneck=one, at=at(3, 12))
    factories.BottleneckStepFactory(bottleneck=one, kind="passed_on", level="steering", text="Door.", at=at(6, 1))
    factories.BottleneckStepFactory(bottleneck=one, kind="answered", text="Na afloop.", at=at(7, 5))
    item = bottlenecks_in(region, HALF_YEAR).open[0]
    assert (item.state, item.level, item.since) == ("raised", "steering", "2021-03-12")
    assert [answer.text for answer in item.answers] == ["Door."]
    later = bottlenecks_in(region, HalfYear(2021, 2)).open[0]
    assert (later.state, [answer.text for answer in later.answers]) == ("answered", ["Na afloop."])


def test_report_keeps_inside_what_the_region_keeps_inside(region):
    factories.BottleneckFactory(region=region, number=1, title="Blijft binnen")
    factories.BottleneckFactory(region=region, number=2, title="Gekozen", in_report=True)
    factories.BottleneckFactory(region=region, number=3, title="Weg", in_report=True, removed_at=at(6, 1))
    late = factories.BottleneckFactory(region=region, number=4, title="Later", in_report=True)
    Bottleneck.objects.filter(pk=late.pk).update(created_at=at(7, 3))
    factories.BottleneckFactory(number=5, title="Van een ander", in_report=True)
    assert [one.title for one in bottlenecks_in(region, HALF_YEAR).open] == ["Gekozen"]


def test_solved_ones_are_told_in_their_own_half_year(region):
    one = factories.BottleneckFactory(region=region, number=1, in_report=True, state="solved")
    factories.BottleneckStepFactory(bottleneck=one, kind="solved", level="region", text="Klaar.", at=at(2, 3))
    told = [bottlenecks_in(region, half_year) for half_year in (HALF_YEAR, HalfYear(2021, 2))]
    assert [(len(one.open), len(one.solved)) for one in told] == [(0, 1), (0, 0)]
    assert [progress_words(one) for one in told] == ["1 opgelost", ""]


@pytest.mark.parametrize("number", [1, 3])
def test_collecting_asks_the_same_questions_whatever_the_rows(region, number, django_assert_num_queries):
    for place in range(number):
        one = factories.BottleneckFactory(region=region, number=place + 1, is_shared=True)
        factories.BottleneckStepFactory(bottleneck=one)
    with django_assert_num_queries(5):
        bottlenecks_in(region, HALF_YEAR)


def test_marked_passage_becomes_a_bottleneck_once(region):
    leader = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    report = factories.ReportFactory(region=region)
    signal = factories.SignalFactory(report=report, kind=SignalKind.BOTTLENECK, passage="De doorstroom stokt.")
    rights = rights_of(leader, on=date(2021, 7, 12))
    assert may_make(signal, rights)
    made = [make_bottleneck(signal=signal, by=leader) for _ in range(2)]
    signal.refresh_from_db()
    assert (made[0], made[0].title, made[0].in_report) == (made[1], "De doorstroom stokt.", True)
    assert signal.bottleneck == made[0]
    assert not may_make(signal, rights)


def test_question_does_not_become_a_bottleneck(region):
    signal = factories.SignalFactory(report=factories.ReportFactory(region=region), kind=SignalKind.QUESTION)
    with pytest.raises(ValidationError, match="als knelpunt is gemarkeerd"):
        make_bottleneck(signal=signal, by=factories.UserFactory())
