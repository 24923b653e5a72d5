from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.models import ActionChange, ChangeReason
from ghnt.periods import HalfYear
from reporting.collecting import collect
from reporting.content import PlanChange, read_content
from reporting.pdf.document import report_html
from reporting.screen import screen_of
from reporting.shifts import ShiftKind, all_shifts, shifts_by_kind
from tests import factories
from tests.reporting.sample_content import NO_MARKS, NORMAL

SCHEMA_1 = Path(__file__).parent / "seals" / "schema1.json"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
QUERIES = 57


@pytest.fixture
def action(db):
    edition = factories.CatalogueEditionFactory()
    programme = factories.RegionalProgrammeFactory(programme=edition.programme)
    node = factories.OutlineNodeFactory(programme=programme, code="1")
    action = factories.ActionFactory(node=node, number=1, end=date(2022, 7, 1))
    factories.ActionUpdateFactory(action=action, half_year=HalfYear(2021, 1), assessment="on_course")
    return action


def change(action, field, before, after, at, text="De aanbesteding liep uit."):
    reason = ChangeReason.objects.create(programme=action.programme, kind="delay", text=text) if text else None
    return ActionChange.objects.create(
        action=action, field=field, before=before, after=after, at=at, reason=reason, by=None
    )


def content_of(action):
    report_round = factories.ReportRoundFactory(programme=action.programme.programme, half_year=HalfYear(2021, 1))
    return collect(action.programme.region, report_round, version=1, written_by="")


def at(*parts):
    return datetime(*parts, tzinfo=AMSTERDAM)


def test_report_tells_the_changes_of_its_half_year_that_have_a_reason(action):
    change(action, "end", "1 januari 2022", "1 april 2022", at(2020, 12, 31, 23, 59))
    change(action, "end", "1 april 2022", "1 juni 2022", at(2021, 1, 1, 0, 0), "Eerst dit.")
    change(action, "end", "1 juni 2022", "1 juli 2022", at(2021, 6, 30, 23, 59), "Toen dat.")
    change(action, "title", "Oud", "Nieuw", at(2021, 3, 1))
    change(action, "puller", "", "GGD", at(2021, 3, 1), "")
    change(action, "priority", "", "Hoog", at(2021, 7, 1, 0, 0))
    told = content_of(action).actions[0]
    assert told.end_before == "2022-04-01"
    assert told.plan_changes == (
        PlanChange("end", "Einddatum", "1 april 2022", "1 juni 2022", "Eerst dit.", "2021-01-01"),
        PlanChange("end", "Einddatum", "1 juni 2022", "1 juli 2022", "Toen dat.", "2021-06-30"),
    )


def test_a_moved_end_is_a_shift_with_the_last_reason(action):
    change(action, "end", "1 april 2022", "1 juli 2022", at(2021, 5, 1), "Toen dat.")
    moved = [shift for shift in all_shifts(content_of(action)) if shift.kind is ShiftKind.MOVED]
    assert [(one.sentence, one.because) for one in moved] == [
        ("Einddatum van 1 april 2022 naar 1 juli 2022.", "Toen dat.")
    ]


def test_an_end_that_came_back_to_where_it_was_is_no_shift(action):
    change(action, "end", "1 juli 2022", "1 april 2022", at(2021, 4, 1))
    change(action, "end", "1 april 2022", "1 juli 2022", at(2021, 5, 1))
    assert all(shift.kind is not ShiftKind.MOVED for shift in all_shifts(content_of(action)))


def test_a_first_end_date_is_no_shift(action):
    change(action, "end", "", "1 juli 2022", at(2021, 5, 1))
    assert content_of(action).actions[0].end_before is None


def test_shifts_are_read_in_the_fixed_order():
    kinds = [kind.label for kind, _ in shifts_by_kind(NORMAL)]
    assert kinds == ["Nieuw", "Afgerond", "Beter", "Slechter", "Verschoven"]


def test_report_with_plan_changes_asks_as_many_queries_for_three_as_for_one(action, django_assert_num_queries):
    change(action, "end", "1 april 2022", "1 juli 2022", at(2021, 5, 1))
    content_of(action)
    with django_assert_num_queries(QUERIES):
        content_of(action)
    for _ in range(2):
        other = factories.ActionFactory(node=action.node)
        change(other, "end", "1 april 2022", "1 juli 2022", at(2021, 5, 1))
        change(other, "puller", "", "GGD", at(2021, 5, 1))
    with django_assert_num_queries(QUERIES):
        content_of(action)


def test_a_seal_of_the_first_schema_is_still_read_and_drawn():
    content = read_content(SCHEMA_1.read_text())
    assert content.schema == 1
    assert len(content.actions) == len(NORMAL.actions)
    assert {(action.end_before, action.plan_changes) for action in content.actions} == {(None, ())}
    assert "Verschoven" not in report_html(content, NO_MARKS)
    assert "Verschoven" not in [group.title for group in screen_of(content).differences.groups]


def test_the_pdf_tells_why_a_plan_changed():
    html = report_html(NORMAL, NO_MARKS)
    assert "Verschoven" in html
    assert "Einddatum van 31 december 2021 naar" in html
    assert "De aanbesteding duurde langer dan gedacht." in html
