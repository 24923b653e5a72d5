"""Saving figures, reading numbers, periods, and sums over municipalities that merged."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from ghnt import clock
from ghnt.periods import HalfYear
from regions import reference as geography
from regions.models import Municipality, Region, VeiligThuisArea
from reporting.indicators.areas import COUNTRY, Area, area_by_code, areas_by_code, members_of
from reporting.indicators.history import history_of
from reporting.indicators.numbers import read_number, read_value, write_number, write_value
from reporting.indicators.saving import FigureChangedError, NewFigure, Saved, problem, save_figures, withdraw_figure
from reporting.indicators.series import tables_of
from reporting.models import AreaLevel, Figure, FigureMark, PeriodKind, ValueKind
from reporting.periods import Period
from tests import factories

H1, H2 = (Period(2020, PeriodKind.HALF_YEAR, part) for part in (1, 2))


@pytest.fixture
def in_july():
    with clock.standing_at(date(2021, 7, 12)):
        yield


@pytest.fixture
def indicator(db, in_july):
    return factories.IndicatorFactory(name="Meldingen", code="tellingen", comparable_since="2019-H1")


@pytest.fixture
def place(db):
    return Area.of(factories.RegionMembershipFactory().municipality)


@pytest.fixture
def country(db, in_july):
    """The municipalities of 2018 to 2026 as they are shipped."""
    geography.load()


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31), "1e kwartaal 2021"),
        ("2020-H2", date(2020, 7, 1), date(2020, 12, 31), "2e halfjaar 2020"),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "2020"),
    ],
)
def test_period_is_read_and_said(text, start, end, label):
    period = Period.parse(text)
    assert (period.start, period.end, period.label, str(period)) == (start, end, label, text)


def test_period_goes_on_over_the_year():
    assert str(Period.parse("2020-Q4").next) == "2021-Q1"
    assert str(Period.parse("2021-H1").previous) == "2020-H2"
    assert [str(one) for one in Period.parse("2021").back(3)] == ["2019", "2020", "2021"]
    assert Period.of_half_year(HalfYear(2021, 1), PeriodKind.YEAR) == Period(2020, PeriodKind.YEAR)
    assert Period.of_half_year(HalfYear(2021, 1), PeriodKind.QUARTER) == Period(2021, PeriodKind.QUARTER, 2)


def test_period_reads_what_people_say():
    said = ("1e halfjaar 2019", "3e kwartaal 2020")
    assert [str(Period.parse(text)) for text in said] == ["2019-H1", "2020-Q3"]
    assert str(Period.parse(Period.parse("2020-H2").label)) == "2020-H2"


@pytest.mark.parametrize("text", ["2021-H3", "2021-Q0", "21-H1", "", "1e halfjaar", "2021-Q1x", "٢٠٢١"])
def test_period_refuses_what_is_none(text):
    with pytest.raises(ValidationError, match="is geen periode"):
        Period.parse(text)


def test_period_of_another_kind_is_refused():
    with pytest.raises(ValidationError, match="per kwartaal"):
        Period.parse("2021-H1", PeriodKind.QUARTER)


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("1.250", Decimal(1250), FigureMark.PLAIN),
        ("12,5", Decimal("12.5"), FigureMark.PLAIN),
        (" 125* ", Decimal(125), FigureMark.PROVISIONAL),
        ("* 125", Decimal(125), FigureMark.PROVISIONAL),
        (".", None, FigureMark.UNKNOWN),
        ("0", Decimal(0), FigureMark.PLAIN),
        ("1200", Decimal(1200), FigureMark.PLAIN),
    ],
)
def test_value_is_read_as_dutch_people_type(text, value, mark):
    assert read_value(text) == (value, mark)


@pytest.mark.parametrize("text", ["1.5", "1,2,3", "veel", "**5", "1e3", "NaN", "12.34.5", "9" * 40])
def test_value_that_could_mean_two_things_is_refused(text):
    with pytest.raises(ValidationError, match="is geen getal"):
        read_value(text)


@pytest.mark.parametrize("text", ["0", "5", "1.250", "12,5", "1.234.567,25", "100"])
def test_number_is_written_as_it_was_read(text):
    assert write_number(read_number(text)) == text


def test_value_is_written_with_its_mark():
    assert write_value(Decimal(1250), FigureMark.PROVISIONAL) == "1.250*"
    assert write_value(None, FigureMark.UNKNOWN) == "."
    assert write_value(Decimal(80), FigureMark.PLAIN, 1) == "80,0"


def test_same_value_again_adds_nothing(indicator, place):
    value = [NewFigure(place, H2, Decimal(125))]
    assert save_figures(indicator=indicator, values=value, by=None) == Saved(added=1)
    assert save_figures(indicator=indicator, values=value, by=None) == Saved(unchanged=1)
    assert Figure.objects.count() == 1


def test_revised_value_keeps_the_old_one(indicator, place):
    user = factories.UserFactory(name="Els")
    save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(125), note="Eerst.")], by=user)
    revised = NewFigure(place, H2, Decimal(130), FigureMark.PROVISIONAL)
    assert save_figures(indicator=indicator, values=[revised], by=user) == Saved(revised=1)
    history = history_of(indicator, place, H2)
    assert [one.words for one in history.steps] == ["Gewijzigd van 125 in 130*", "Ingevuld: 125"]
    assert [one.figure.by_name for one in history.steps] == ["Els", "Els"]
    assert Figure.objects.told().get().value == 130


def test_note_that_is_not_given_stays(indicator, place):
    save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(5), note="Let op.", source="VT")], by=None)
    save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(5), source="CBS")], by=None)
    assert list(Figure.objects.told().values_list("note", "source")) == [("Let op.", "CBS")]


def test_withdrawn_figure_is_told_no_more_and_can_come_back(indicator, place):
    user = factories.UserFactory()
    save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(5))], by=user)
    first = Figure.objects.get()
    with pytest.raises(ValidationError, match="Schrijf waarom"):
        withdraw_figure(figure=first, reason=" ", by=user)
    assert withdraw_figure(figure=first, reason="Dubbel geteld.", by=user)
    assert not withdraw_figure(figure=first, reason="Dubbel geteld.", by=user)
    assert not Figure.objects.told().exists()
    save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(4), seen=2)], by=user)
    assert Figure.objects.told().get().value == 4
    assert Figure.objects.count() == 3


def test_value_that_a_colleague_changed_is_not_overwritten(indicator, place):
    save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(5))], by=None)
    with pytest.raises(FigureChangedError) as changed:
        save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(7), seen=0)], by=None)
    assert changed.value.rows[0][1].value == 5
    assert save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(7), seen=1)], by=None).revised == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": Decimal(-1)}, "een cijfer is 0 of meer"),
        ({"value": Decimal(10) ** 12}, "is te hoog"),
        ({"value": Decimal("1.5")}, "vul een heel getal in"),
        ({"value": None}, "vul een getal in, of een punt"),
        ({"period": Period(2018, PeriodKind.HALF_YEAR, 2)}, "vergelijkbaar vanaf 1e halfjaar 2019"),
        ({"period": Period(2021, PeriodKind.HALF_YEAR, 2)}, "loopt tot en met 31 december 2021"),
        ({"period": Period(2020, PeriodKind.QUARTER, 1)}, "is er per halfjaar"),
        ({"period": Period(2020, PeriodKind.YEAR)}, "is er per halfjaar"),
    ],
)
def test_value_that_cannot_be_is_refused_with_its_place(indicator, place, changes, said):
    wrong = NewFigure(**{"area": place, "period": H2, "value": Decimal(1)} | changes)
    with pytest.raises(ValidationError) as refused:
        save_figures(indicator=indicator, values=[NewFigure(place, H1, Decimal(1)), wrong], by=None)
    [message] = refused.value.messages
    assert said in message
    assert message.startswith(f"{place.name}, {wrong.period.label}: ")
    assert not Figure.objects.exists()


def test_period_that_stands_twice_is_refused(indicator, place):
    with pytest.raises(ValidationError, match="staat er twee keer"):
        save_figures(indicator=indicator, values=[NewFigure(place, H2, Decimal(n)) for n in (1, 2)], by=None)


def test_share_is_at_most_a_hundred(indicator, place):
    indicator.value_kind, indicator.decimals = ValueKind.SHARE, 1
    assert problem(indicator, NewFigure(place, H2, Decimal("99.5"))) == ""
    assert "is te hoog" in problem(indicator, NewFigure(place, H2, Decimal("100.5")))
    assert "hoogstens 1 cijfer achter" in problem(indicator, NewFigure(place, H2, Decimal("1.55")))


def test_level_below_that_of_the_indicator_is_refused(indicator, place):
    indicator.level = AreaLevel.AREA
    assert "is er niet per gemeente, wel per Veilig Thuis-regio" in problem(indicator, NewFigure(place, H2, Decimal(1)))
    assert problem(indicator, NewFigure(COUNTRY, H2, Decimal(1))) == ""


def test_areas_are_found_by_code_at_every_level(country):
    codes = ["GM0363", "VT01 ", "GHNT-GRN", "NL01", "GM9999"]
    found = areas_by_code(codes, on=date(2021, 1, 1))
    assert [found[code].told for code in codes[:4]] == [
        "Amsterdam",
        "Veilig Thuis-regio Amsterdam-Amstelland",
        "Regio Groningen",
        "Nederland",
    ]
    assert "GM9999" not in found


def test_code_of_a_merged_municipality_counts_on_both_sides_of_the_date(country):
    assert area_by_code("GM0003", on=date(2020, 7, 1)).name == "Appingedam"
    with pytest.raises(ValidationError, match=r"bestaat niet meer sinds 1 januari 2021.*Eemsdelta"):
        area_by_code("GM0003", on=date(2021, 1, 1))
    assert area_by_code("GM1979", on=date(2021, 1, 1)).name == "Eemsdelta"
    with pytest.raises(ValidationError, match=r"bestond nog niet.*Appingedam, Delfzijl en Loppersum"):
        area_by_code("GM1979", on=date(2020, 7, 1))


def test_figure_of_a_municipality_that_was_not_there_is_refused(country, indicator):
    eemsdelta = Area.of(Municipality.objects.get(cbs_code="GM1979"))
    assert "Vul het cijfer in bij Appingedam" in problem(indicator, NewFigure(eemsdelta, H2, Decimal(1)))


def _ten_each(indicator, region, *periods):
    for period in periods:
        areas = [Area.of(one) for one in members_of(Area.of(region), on=period.on)]
        save_figures(indicator=indicator, values=[NewFigure(one, period, Decimal(10)) for one in areas], by=None)


@pytest.mark.parametrize(
    ("slug", "periods", "old", "new", "counts"),
    [
        ("groningen", ("2020-H2", "2021-H1"), ("Appingedam", "Delfzijl", "Loppersum"), ("Eemsdelta",), (12, 10)),
        ("gooi-en-vechtstreek", ("2022-H1", "2022-H2"), ("Weesp",), (), (8, 7)),
    ],
)
def test_region_total_is_right_on_both_sides_of_a_merger(country, indicator, slug, periods, old, new, counts):
    region = Region.objects.get(slug=slug)
    before, after = both = tuple(Period.parse(one) for one in periods)
    with clock.standing_at(date(2023, 2, 1)):
        _ten_each(indicator, region, *both)
        [table] = tables_of(region, [indicator], {"half_year": both})
    names = {row.area.name: row for row in table.municipalities}
    for name in old:
        if name in names:
            assert (names[name].cells[0].value, names[name].cells[1].exists) == (10, False)
    for name in new:
        assert (names[name].cells[0].exists, names[name].cells[1].value) == (False, 10)
    members = tuple(len(members_of(Area.of(region), on=one.on)) for one in (before, after))
    assert members == counts
    assert tuple(cell.value for cell in table.total.cells) == tuple(10 * count for count in members)
    assert all(not cell.lacking for cell in table.total.cells)


def test_haaren_counts_in_its_own_region_until_it_ended(country, indicator):
    haaren = Municipality.objects.get(cbs_code="GM0788")
    [region] = [one for one in Region.objects.all() if haaren in members_of(Area.of(one), on=H2.on)]
    after = H2.next
    _ten_each(indicator, region, H2, after)
    [table] = tables_of(region, [indicator], {"half_year": (H2, after)})
    [row] = [one for one in table.municipalities if one.area.place == haaren]
    assert [cell.shown for cell in row.cells] == ["10", ""]
    count = len(members_of(Area.of(region), on=after.on))
    assert haaren not in members_of(Area.of(region), on=after.on)
    assert [cell.value for cell in table.total.cells] == [10 * (count + 1), 10 * count]


def test_figure_on_the_new_code_for_an_old_period_is_shown_and_said(country, indicator):
    """It cannot be entered; it may stand there since the reference tables were corrected."""
    region, eemsdelta = Region.objects.get(slug="groningen"), Municipality.objects.get(cbs_code="GM1979")
    factories.FigureFactory(indicator=indicator, period=H2, value=Decimal(90), place=eemsdelta)
    [table] = tables_of(region, [indicator], {"half_year": (H2,)})
    [row] = [one for one in table.municipalities if one.area.place == eemsdelta]
    assert row.last.shown == "90"
    assert row.last.remarks == ("Deze gemeente bestond toen nog niet of niet meer.",)


def test_sum_says_which_municipalities_it_is_without(country, indicator):
    region = Region.objects.get(slug="gooi-en-vechtstreek")
    members = members_of(Area.of(region), on=H2.on)
    values = [NewFigure(Area.of(one), H2, Decimal(10)) for one in members[2:]]
    values.append(NewFigure(Area.of(members[1]), H2, None, FigureMark.UNKNOWN))
    save_figures(indicator=indicator, values=values, by=None)
    [table] = tables_of(region, [indicator], {"half_year": (H2,)})
    assert table.total.last.value == 10 * (len(members) - 2)
    assert table.total.last.lacking == (members[0].name, members[1].name)


def test_what_was_stated_for_the_region_goes_before_the_sum(country, indicator):
    region = Region.objects.get(slug="gooi-en-vechtstreek")
    _ten_each(indicator, region, H2)
    save_figures(indicator=indicator, values=[NewFigure(Area.of(region), H2, Decimal(99))], by=None)
    [table] = tables_of(region, [indicator], {"half_year": (H2,)})
    assert (table.total.last.value, table.total.last.is_sum) == (99, False)


def test_shares_are_never_added_up(country, indicator):
    region = Region.objects.get(slug="gooi-en-vechtstreek")
    indicator.value_kind = ValueKind.SHARE
    _ten_each(indicator, region, H2)
    [table] = tables_of(region, [indicator], {"half_year": (H2,)})
    assert table.total.last.mark == ""
    assert table.municipalities[0].last.shown == "10"


def test_area_wider_than_the_region_carries_its_own_name(country, indicator):
    indicator.level = AreaLevel.AREA
    region = Region.objects.get(slug="gooi-en-vechtstreek")
    for area in VeiligThuisArea.objects.valid(H2.on):
        save_figures(indicator=indicator, values=[NewFigure(Area.of(area), H2, Decimal(50))], by=None)
    [table] = tables_of(region, [indicator], {"half_year": (H2,)})
    assert [(row.label, row.is_own) for row in table.summary] == [
        ("Veilig Thuis-regio Gooi en Vechtstreek", True),
        ("Veilig Thuis-regio Utrecht, ruimer dan uw regio", False),
    ]


def test_tables_take_as_many_queries_for_three_indicators_as_for_one(country, indicator, django_assert_num_queries):
    region = Region.objects.get(slug="groningen")
    _ten_each(indicator, region, H2)
    others = [factories.IndicatorFactory() for _ in range(2)]
    for one in others:
        _ten_each(one, region, H1, H2)
    for asked in ([indicator], [indicator, *others]):
        with django_assert_num_queries(5):
            tables_of(region, asked, {"half_year": (H1, H2)})
