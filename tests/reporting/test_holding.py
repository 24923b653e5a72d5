"""The clock: whose hands a report is in, counted in days in Amsterdam."""

from datetime import UTC, date, datetime

import pytest

from reporting.holding import Holder, days_with, holding_of, spells_of
from reporting.models import EventKind, Report
from tests import factories

pytestmark = pytest.mark.django_db
S, W, T, R, A, X, D = (
    EventKind.SUBMITTED,
    EventKind.WITHDRAWN,
    EventKind.OPENED,
    EventKind.RETURNED,
    EventKind.ACCEPTED,
    EventKind.REOPENED,
    EventKind.ADOPTED,
)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2021, 7, day, hour, minute, tzinfo=UTC)


def _report(*events: tuple[EventKind, datetime], own: bool = False) -> Report:
    report = factories.ReportFactory(started_at=at(1))
    if own:
        report.round = factories.OwnRoundFactory(owner=report.region)
        report.save()
    version = None
    for number, (kind, moment) in enumerate(events, 1):
        if kind == S:
            version = report.versions.create(number=number, schema=1, content="{}", sha256="0", by_name="N")
        more = {"body_name": "Stuurgroep", "date": date(2021, 7, 1)} if kind == D else {}
        reason = "Cijfers." if kind == X else ""
        report.events.create(version=version, kind=kind, at=moment, by_name="N", reason=reason, **more)
    return report


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ((), "bij de regio sinds 19 dagen"),
        (((S, at(8)),), "bij het landelijk team sinds 12 dagen"),
        (((S, at(8)), (T, at(15))), "bij het landelijk team sinds 12 dagen"),
        (((S, at(8)), (W, at(20))), "bij de regio sinds vandaag"),
        (((S, at(8)), (T, at(9)), (R, at(19))), "bij de regio sinds 1 dag"),
        (((S, at(8)), (A, at(12)), (X, at(15))), "bij de regio sinds 5 dagen"),
        (((S, at(8)), (D, at(12))), "bij het landelijk team sinds 12 dagen"),
    ],
)
def test_holding_follows_the_events(events, sentence):
    assert holding_of(_report(*events)).sentence(date(2021, 7, 20)) == sentence


def test_holding_ends_with_acceptance_and_starts_with_the_first_text():
    assert holding_of(_report((S, at(8)), (A, at(12)))) is None
    assert holding_of(None) is None


def test_holding_of_an_own_report_stays_with_the_region_until_adoption():
    sealed = _report((S, at(8)), own=True)
    assert holding_of(sealed).sentence(date(2021, 7, 20)) == "bij de regio sinds 19 dagen"
    assert holding_of(_report((S, at(8)), (D, at(12)), own=True)) is None


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (at(8, 21, 59), 12),  # 23.59 in Amsterdam
        (at(8, 22, 0), 11),  # midnight in Amsterdam: the next day
        (at(8, 23, 59), 11),
    ],
)
def test_holding_counts_days_in_amsterdam(moment, days):
    assert holding_of(_report((S, moment))).days(date(2021, 7, 20)) == days


def test_holding_in_winter_turns_an_hour_later():
    late = datetime(2021, 12, 31, 22, 59, tzinfo=UTC)
    for moment, days in ((late, 1), (datetime(2021, 12, 31, 23, 0, tzinfo=UTC), 0)):
        assert holding_of(_report((S, moment))).days(date(2022, 1, 1)) == days


def test_spells_add_up_per_side():
    report = _report((S, at(8)), (R, at(12)), (S, at(15)), (A, at(20)))
    spells = spells_of(report)
    assert [spell.holder for spell in spells] == [Holder.REGION, Holder.NATIONAL, Holder.REGION, Holder.NATIONAL]
    assert days_with(spells, Holder.REGION, date(2021, 8, 1)) == 7 + 3
    assert days_with(spells, Holder.NATIONAL, date(2021, 8, 1)) == 4 + 5
