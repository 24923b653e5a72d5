"""Figures of the demo: all made up. Shipped indicators for the whole country, and own ones of two regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from zlib import crc32

from regions.models import Municipality, Region, VeiligThuisArea
from reporting.indicators.areas import COUNTRY, Area
from reporting.models import (
    AreaLevel,
    Figure,
    FigureMark,
    FigureTarget,
    Incomparability,
    Indicator,
    PeriodKind,
    ValueKind,
)
from reporting.periods import Period

PUBLISHED, TYPED = datetime(2021, 4, 15, 8, 0, tzinfo=UTC), datetime(2021, 6, 24, 9, 30, tzinfo=UTC)
NATIONAL, CBS = "Landelijk programmateam", "Demonstratie, verzonnen cijfers"
HALF_YEARS = tuple(Period(year, PeriodKind.HALF_YEAR, half) for year in (2019, 2020) for half in (1, 2))
FIRST_HALF_2021 = Period(2021, PeriodKind.HALF_YEAR, 1)
REGIONS = ("gooi-en-vechtstreek", "zuidoost-brabant", "groningen")
LARGE = {"GM0363": 14, "GM0599": 12, "GM0518": 10, "GM0344": 7, "GM0772": 5, "GM0014": 5, "GM0402": 2, "GM0794": 2}


def put_figures() -> None:
    """Everything at once; the reference tables must be loaded before."""
    indicators = {one.code: one for one in Indicator.objects.national()}
    rows = [*_of_municipalities(indicators), *_of_areas(indicators), *_banning_orders(indicators["huisverboden"])]
    for region in Region.objects.filter(slug__in=REGIONS[:2]):
        rows += _own(region)
    Figure.objects.bulk_create(rows, batch_size=500)
    _revise(indicators["meldingen"])
    _explain(indicators)


def _guess(*parts: object) -> int:
    """A number from 0 to 99 that is the same each time."""
    return crc32("/".join(map(str, parts)).encode()) % 100


@dataclass(frozen=True)
class _Maker:
    indicator: Indicator
    at: datetime = PUBLISHED
    by_name: str = NATIONAL
    source: str = CBS

    def row(self, area: Area, period: Period, value: Decimal | int | None, *, is_provisional: bool = False) -> Figure:
        mark = FigureMark.PROVISIONAL if is_provisional else FigureMark.PLAIN
        return Figure(
            indicator=self.indicator,
            **area.fields,
            period=str(period),
            period_start=period.start,
            value=value,
            mark=FigureMark.UNKNOWN if value is None else mark,
            source=self.source,
            at=self.at,
            by_name=self.by_name,
        )


def _of_municipalities(indicators: dict[str, Indicator]) -> Iterator[Figure]:
    """As CBS publishes them: rounded to fives, the smallest unknown, the last half year provisional."""
    every = list(Municipality.objects.all())
    for code, part in (("meldingen", 1), ("adviezen", 2)):
        maker = _Maker(indicators[code])
        for period in HALF_YEARS:
            provisional, total = period == HALF_YEARS[-1], 0
            for one in (place for place in every if place.is_valid(period.on)):
                count = _reports(one, period, part)
                total += count or 5
                yield maker.row(Area.of(one), period, count, is_provisional=provisional and count is not None)
            yield maker.row(COUNTRY, period, total // 5 * 5, is_provisional=provisional)


def _reports(one: Municipality, period: Period, part: int) -> int | None:
    base = (25 + _guess(one.cbs_code)) * LARGE.get(one.cbs_code, 1) * (10 + 4 * (part - 1)) // 10
    moved = base * (96 + _guess(one.cbs_code, period, part) % 9 + 2 * HALF_YEARS.index(period)) // 100
    return None if _guess(one.cbs_code, part) < 2 else moved // 5 * 5


def _of_areas(indicators: dict[str, Indicator]) -> Iterator[Figure]:
    for area in VeiligThuisArea.objects.valid(HALF_YEARS[-1].on):
        place = Area.of(area)
        for period in HALF_YEARS:
            seed = _guess(area.code, period)
            yield _Maker(indicators["hermeldingen"]).row(place, period, 180 + 3 * _guess(area.code) + seed)
            yield _Maker(indicators["vervolgmeldingen"]).row(place, period, 60 + _guess(area.code) + seed // 2)
            met = Decimal(680 + 2 * _guess(area.code) + seed // 4) / 10
            yield _Maker(indicators["termijnen-gehaald"]).row(place, period, min(met, Decimal(99)))


def _banning_orders(indicator: Indicator) -> Iterator[Figure]:
    """Small counts, typed by the regions themselves; of one municipality the last is still missing."""
    maker = _Maker(indicator, TYPED, "Projectleider", "Opgave gemeente")
    for region in Region.objects.filter(slug__in=REGIONS):
        for period in (*HALF_YEARS, FIRST_HALF_2021):
            for at, one in enumerate(Municipality.objects.in_region(region, on=period.on)):
                if at == 2 and period == FIRST_HALF_2021:
                    continue
                count = _guess(one.cbs_code, "huisverbod", period) % 7 * LARGE.get(one.cbs_code, 1)
                yield maker.row(Area.of(one), period, count, is_provisional=period == FIRST_HALF_2021 and at == 4)


def _own(region: Region) -> Iterator[Figure]:
    """What a region counts besides: per municipality each half year, and each quarter for the region as a whole."""
    trained = Indicator.objects.create(
        code=f"{region.short_code.lower()}-geschoolde-professionals",
        name="Professionals met training meldcode",
        definition="Medewerkers van lokale teams en scholen die de training meldcode afrondden. Wie de training nog "
        "een keer volgt, telt één keer.",
        unit="professionals",
        source="Aanmeldlijsten van de trainingen",
        region=region,
        order=1,
    )
    joint = Indicator.objects.create(
        code=f"{region.short_code.lower()}-gezamenlijke-plannen",
        name="Gezinnen met een gezamenlijk veiligheidsplan",
        definition="Gezinnen waarvoor lokaal team en Veilig Thuis samen een veiligheidsplan maakten.",
        unit="procent van de gezinnen",
        value_kind=ValueKind.SHARE,
        level=AreaLevel.REGION,
        period_kind=PeriodKind.QUARTER,
        source="Opgave Veilig Thuis",
        protects=False,
        region=region,
        order=2,
    )
    maker = _Maker(trained, TYPED, "Projectleider", "")
    for step, period in enumerate((*HALF_YEARS, FIRST_HALF_2021)):
        for one in Municipality.objects.in_region(region, on=period.on):
            count = _guess(one.cbs_code, "training") % 12 + step * (1 + _guess(one.cbs_code) % 9)
            yield maker.row(Area.of(one), period, count)
    maker = _Maker(joint, TYPED, "Projectleider", "")
    for step, period in enumerate(Period(2021, PeriodKind.QUARTER, 2).back(6)):
        yield maker.row(Area.of(region), period, 31 + 4 * step - step % 2)
    _aim(trained, joint, region)


def _aim(trained: Indicator, joint: Indicator, region: Region) -> None:
    area, whole = Area.of(region), {"target_on": date(2022, 1, 1)}
    FigureTarget.objects.create(
        indicator=trained, **area.fields, target=400, note="Afgesproken in de stuurgroep.", **whole
    )
    FigureTarget.objects.create(
        indicator=joint, **area.fields, baseline_period="2020-Q1", baseline=31, target=60, **whole
    )


def _revise(indicator: Indicator) -> None:
    """A value that was published anew: the first one stays."""
    firsts = indicator.figures.filter(area_code__in=("GM0402", "GM0772", "GM0014"), period="2020-H1")
    for first in list(firsts):
        first.pk, first.number = None, 2
        first.value = (first.value or 0) + 10
        first.note, first.at = "Herzien: enkele meldingen stonden bij een buurgemeente.", TYPED
        first.save(force_insert=True)


def _explain(indicators: dict[str, Indicator]) -> None:
    Incomparability.objects.create(
        indicator=indicators["meldingen"],
        level=AreaLevel.COUNTRY,
        area_code=COUNTRY.code,
        first="2020-H1",
        last="2020-H2",
        reason="scholen en wijkteams zagen gezinnen minder tijdens de lockdowns.",
    )
    for region in Region.objects.filter(slug__in=REGIONS[:2]):
        Incomparability.objects.create(
            indicator=indicators["huisverboden"],
            **Area.of(region).fields,
            first="2020-H2",
            last="2020-H2",
            reason="een gemeente telde verlengingen mee.",
        )
