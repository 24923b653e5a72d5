from datetime import date

import pytest

from ghnt import clock
from reporting import workflow
from reporting.chapter_list import ChapterState
from reporting.chapters import chapters_of
from reporting.reference import load
from tests import factories
from tests.world import fill_in

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def _in_july():
    with clock.standing_at(ON):
        yield


@pytest.fixture
def report():
    load()
    return factories.ReportFactory()


@pytest.fixture
def node(report):
    return factories.OutlineNodeFactory(programme__region=report.region, code="1", title="Eerder in beeld")


def states(report) -> dict[str, str]:
    return {chapter.title: chapter.state for chapter in chapters_of(report.region, report.round).all}


def test_chapters_stand_in_reading_order(report, node):
    factories.OutlineNodeFactory(programme=node.programme, parent=node, code="1.1")
    assert list(states(report)) == [
        "Samenvatting",
        "Sturing en randvoorwaarden",
        "1 Eerder in beeld",
        "Besluitvorming",
        "Vooruitblik",
    ]


def test_chapter_is_busy_until_actions_and_answers_are_there(report, node):
    action = factories.ActionFactory(node=node)
    assert states(report)["1 Eerder in beeld"] is ChapterState.NOT_STARTED
    factories.ActionUpdateFactory(action=action)
    assert states(report)["1 Eerder in beeld"] is ChapterState.BUSY
    fill_in(report)
    assert states(report)["1 Eerder in beeld"] is ChapterState.READY


def test_chapter_counts_what_is_done(report, node):
    factories.ActionUpdateFactory(action__node=node)
    factories.ActionFactory(node=node)
    chapter = chapters_of(report.region, report.round).find(f"onderdeel-{node.pk}")
    assert chapter.progress == "1 van 2 acties bijgewerkt, 0 van 2 vragen beantwoord"
    assert [gap.text for gap in chapter.gaps] == ["Wat is er dit halfjaar bereikt?", f"1.{_last(node)} {_title(node)}"]


def _last(node):
    return node.actions.order_by("pk").last().number


def _title(node):
    return node.actions.order_by("pk").last().title


def test_chapter_returned_stays_so_until_it_changes(report, node):
    user = factories.UserFactory()
    fill_in(report)
    workflow.submit(report=report, by=user)
    workflow.return_report(report=report, reasons={"samenvatting": "Te kort."}, by=user)
    assert states(report)["Samenvatting"] is ChapterState.RETURNED
    assert states(report)["Vooruitblik"] is ChapterState.READY
    answer = report.answers.get(question__key="samenvatting")
    answer.text, answer.updated_at = "Langer.", clock.now()
    answer.save()
    chapter = chapters_of(report.region, report.round).find("samenvatting")
    assert (chapter.state, chapter.reason) == (ChapterState.READY, "Te kort.")
    workflow.submit(report=report, by=user)
    assert chapters_of(report.region, report.round).find("samenvatting").reason == ""


def test_reference_load_twice_changes_nothing():
    first, second = load(), load()
    assert [(table.added, table.unchanged) for table in first] == [(2, 0), (10, 0), (25, 0), (6, 0), (3, 0)]
    told = [(table.added, table.changed, table.unchanged) for table in second]
    assert told == [(0, 0, 2), (0, 0, 10), (0, 0, 25), (0, 0, 6), (0, 0, 3)]
