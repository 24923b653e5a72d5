"""Changes of the plan since the half year stand in the report only when its writers took them over."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from actions.changes import plan_of
from actions.models import ActionChange, ActionCost, ChangeReason
from ghnt import clock
from reporting.collecting import collect
from reporting.content import PlanChange, YearOfMoney
from reporting.models import PlanChoice
from reporting.plan_offers import OFFERED, Cost, offers_for
from tests import factories

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JULY = datetime(2021, 7, 5, 10, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def _in_july():
    with clock.standing_at(date(2021, 7, 12)):
        yield


@pytest.fixture
def round_():
    return factories.ReportRoundFactory()


@pytest.fixture
def action(round_):
    node = factories.OutlineNodeFactory(programme__programme=round_.programme, code="1")
    return factories.ActionFactory(
        node=node, number=1, title="Nieuwe titel", start=date(2021, 8, 1), end=date(2022, 7, 1), priority="high"
    )


@pytest.fixture
def report(action, round_):
    return factories.ReportFactory(region=action.programme.region, round=round_)


def change(action, field, before, after, at=JULY, because=""):
    reason = ChangeReason.objects.create(programme=action.programme, kind="delay", text=because) if because else None
    return ActionChange.objects.create(action=action, field=field, before=before, after=after, at=at, reason=reason)


def take(report, change, *, is_taken=True):
    PlanChoice.objects.create(report=report, change=change, is_taken=is_taken)


def told(report):
    return collect(report.region, report.round, version=1, written_by="").actions[0]


def offers(report):
    return offers_for(report.region, report.round)


def test_offers_tell_each_later_change_with_its_sentence_and_choice(action, report):
    moved = change(action, "end", "1 april 2022", "1 juli 2022")
    named = change(action, "puller", "", "GGD")
    take(report, moved, is_taken=False)
    assert [(one.change, one.action, one.is_taken) for one in offers(report)] == [
        (moved, action, False),
        (named, action, None),
    ]
    assert [one.sentence for one in offers(report)] == [
        "Einddatum: van 1 april 2022 naar 1 juli 2022.",
        "Trekker: van niets ingevuld naar GGD.",
    ]


def test_offers_begin_after_the_last_moment_of_the_half_year(action, report):
    change(action, "end", "1 april 2022", "1 mei 2022", datetime(2021, 6, 30, 23, 59, tzinfo=AMSTERDAM))
    later = change(action, "end", "1 mei 2022", "1 juli 2022", datetime(2021, 7, 1, 0, 0, tzinfo=AMSTERDAM))
    assert [one.change for one in offers(report)] == [later]


@pytest.mark.parametrize("field", ["description", "contact", "owner", "milestones", "reached", "node", "archived"])
def test_offers_leave_out_what_no_report_tells(action, report, field):
    change(action, field, "Oud", "Nieuw")
    assert offers(report) == ()


def test_offers_leave_out_words_that_cannot_be_read_back(action, report):
    change(action, "end", "voor de zomer", "1 juli 2022")
    assert offers(report) == ()
    assert told(report).end == "2022-07-01"


def test_a_change_nobody_chose_about_is_not_in_the_report(action, report):
    change(action, "end", "1 april 2022", "1 juli 2022")
    change(action, "start", "", "1 augustus 2021")
    change(action, "title", "Oude titel", "Nieuwe titel")
    change(action, "priority", "Laag", "Hoog")
    change(action, "puller", "Politie", "GGD")
    change(action, "partners", "MEE: scholing\nGGD", "")
    item = told(report)
    assert (item.title, item.start, item.end, item.priority) == ("Oude titel", None, "2022-04-01", "low")
    assert (item.puller, item.partners) == ("Politie", ("MEE", "GGD"))


def test_a_change_taken_over_is_in_the_report_with_its_reason(action, report):
    moved = change(action, "end", "1 april 2022", "1 juli 2022", because="De aanbesteding liep uit.")
    take(report, moved)
    item = told(report)
    assert (item.end, item.end_before) == ("2022-07-01", "2022-04-01")
    assert item.plan_changes == (
        PlanChange("end", "Einddatum", "1 april 2022", "1 juli 2022", "De aanbesteding liep uit.", "2021-07-05"),
    )


def test_of_several_changes_the_last_one_taken_over_counts(action, report):
    first = change(action, "end", "1 april 2022", "1 mei 2022")
    second = change(action, "end", "1 mei 2022", "1 juni 2022", datetime(2021, 7, 6, tzinfo=AMSTERDAM))
    change(action, "end", "1 juni 2022", "1 juli 2022", datetime(2021, 7, 7, tzinfo=AMSTERDAM))
    take(report, first)
    assert told(report).end == "2022-05-01"
    take(report, second)
    assert told(report).end == "2022-06-01"


def test_costs_are_wound_back_from_the_words_of_their_day(action, report):
    row = ActionCost.objects.create(
        action=action, year=2021, amount=Decimal("75000.50"), cover="DUVO, deel 2", is_provisional=True
    )
    ActionCost.objects.create(action=action, year=2021)
    before = plan_of(action)["money"]
    assert OFFERED["money"](before) == (
        Cost(2021, Decimal("75000.50"), "DUVO, deel 2", True),
        Cost(2021, None, "", False),
    )
    row.delete()
    change(action, "money", before, plan_of(action)["money"])
    content = collect(report.region, report.round, version=1, written_by="")
    assert content.money == (YearOfMoney(2021, "75000.50", 1, 1, True, ("DUVO, deel 2",)),)


@pytest.mark.parametrize("words", ["2021: veel geld", "vroeger: p.m.", "2021: € 1.000 en p.m."])
def test_costs_in_other_words_are_refused(words):
    with pytest.raises(ValueError, match="No costs"):
        OFFERED["money"](words)


def test_choices_of_another_region_say_nothing(action, report):
    moved = change(action, "end", "1 april 2022", "1 juli 2022")
    take(factories.ReportFactory(round=report.round), moved)
    assert [one.is_taken for one in offers(report)] == [None]


def test_offers_ask_as_many_queries_for_three_as_for_one(action, report, django_assert_num_queries):
    change(action, "end", "1 april 2022", "1 juli 2022")
    with django_assert_num_queries(12):
        offers(report)
    for _ in range(2):
        other = factories.ActionFactory(node=action.node)
        change(other, "puller", "", "GGD")
    with django_assert_num_queries(12):
        assert len(offers(report)) == 3
