"""The chapter Cijfers of a report: always as seen from outside, the same in text, page and PDF."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ghnt import clock
from ghnt.periods import HalfYear
from regions.models import Region
from reporting.chapter_keys import FIGURES
from reporting.collecting.figures import figures_in, figures_progress
from reporting.content.figures import FiguresTold
from reporting.indicators.areas import Area
from reporting.indicators.saving import NewFigure, save_figures
from reporting.models import FigureMark, Indicator, PeriodKind
from reporting.periods import Period
from reporting.spoken.derived import derived_chapter
from tests import factories
from tests.reporting import sample_content

pytestmark = pytest.mark.django_db
NOW = HalfYear(2021, 1)
PERIODS = Period(2021, PeriodKind.HALF_YEAR, 1).back(3)


@pytest.fixture
def told():
    """Three half years of two municipalities, with a small count, a provisional one, a target and a reason."""
    region = factories.RegionFactory(name="Eigen")
    small, large = (
        factories.RegionMembershipFactory(
            target=region, municipality=factories.MunicipalityFactory(name=name, cbs_code=code)
        ).municipality
        for name, code in (("Klein", "GM1001"), ("Groot", "GM1002"))
    )
    indicator = factories.IndicatorFactory(name="Huisverboden", unit="huisverboden", source="Opgave gemeente")
    with clock.standing_at(date(2021, 7, 12)):
        values = [NewFigure(Area.of(large), period, Decimal(20 + at * 7)) for at, period in enumerate(PERIODS)]
        note = "Precies drie."
        values += [NewFigure(Area.of(small), period, Decimal(3), note=note) for period in PERIODS[:-1]]
        values.append(NewFigure(Area.of(small), PERIODS[-1], Decimal(9), FigureMark.PROVISIONAL))
        save_figures(indicator=indicator, values=values, by=None)
        factories.FigureTargetFactory(indicator=indicator, **Area.of(region).fields)
        factories.IncomparabilityFactory(indicator=indicator, first="2021-H1", reason="er is anders geteld.")
        return figures_in(region, NOW)


def _chapter(told):
    return derived_chapter(replace(sample_content.content(1), figures=told), FIGURES)


def test_chapter_holds_no_exact_small_count(told):
    [indicator] = told.indicators
    large, small = sorted(indicator.municipalities, key=lambda row: row.label)
    assert (large.label, large.cells[0].shown, small.cells[0].shown) == ("Groot", "35", "10*")
    text = "\n".join(_chapter(told).texts)
    assert "Precies drie" not in text
    assert "34" not in text.split()
    assert "43" not in text.split()


def test_chapter_says_definition_periods_target_and_reason(told):
    text = "\n".join(_chapter(told).texts)
    for said in (
        "Huisverboden",
        "Bron: Opgave gemeente.",
        "1e hj. 2021",
        "Regio Eigen",
        "Nulmeting 20 (1e halfjaar 2020), streefwaarde 10 vóór 1 januari 2022",
        "Niet vergelijkbaar, want er is anders geteld.",
        "Huisverboden per gemeente, 1e halfjaar 2021",
    ):
        assert said in text


def test_chapter_without_figures_is_not_there():
    assert _chapter(FiguresTold()) is None


def test_chapter_takes_as_many_queries_for_three_indicators_as_for_one(told, django_assert_num_queries):
    region, first = Region.objects.get(), Indicator.objects.get()
    place = region.memberships.first().municipality
    with clock.standing_at(date(2021, 7, 12)):
        for _ in range(2):
            with django_assert_num_queries(9):
                figures_in(region, NOW)
            for _ in range(2):
                other = factories.IndicatorFactory(period_kind=first.period_kind)
                save_figures(indicator=other, values=[NewFigure(Area.of(place), PERIODS[0], Decimal(8))], by=None)


def test_task_list_counts_what_the_chapter_tells(told):
    """Also what is only known of the Veilig Thuis area or of the country."""
    region, area = Region.objects.get(name="Eigen"), factories.VeiligThuisAreaFactory()
    for membership in region.memberships.all():
        factories.AreaMembershipFactory(target=area, municipality=membership.municipality)
    with clock.standing_at(date(2021, 7, 12)):
        for place, name in ((area, "Hermeldingen"), (None, "Landelijk")):
            indicator = factories.IndicatorFactory(name=name)
            save_figures(indicator=indicator, values=[NewFigure(Area.of(place), PERIODS[-1], Decimal(90))], by=None)
        counted = figures_progress(region, factories.ReportRoundFactory(half_year=NOW))
        assert (
            counted
            == f"{len(figures_in(region, NOW).indicators)} indicatoren met cijfers"
            == "3 indicatoren met cijfers"
        )
