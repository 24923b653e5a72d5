"""Figures of one home: small ones, a revised one, a target, what cannot be compared, an indicator of its own."""

from decimal import Decimal

from reporting.indicators.areas import Area, members_of
from reporting.indicators.saving import NewFigure, save_figures
from reporting.models import FigureMark, Indicator, PeriodKind
from reporting.periods import Period
from tests import factories

LAST = Period(2020, PeriodKind.HALF_YEAR, 2)


def put_figures(home, leader):
    national = Indicator.objects.get(code="meldingen")
    own = factories.IndicatorFactory(region=home.region, code=f"eigen-{home.region.slug}", name="Trainingen")
    area, neighbour = Area.of(home.municipality), Area.of(home.neighbour)
    for indicator in (national, own):
        values = [NewFigure(area, period, Decimal(at * 3)) for at, period in enumerate(LAST.back(3), 1)]
        values.append(NewFigure(neighbour, LAST, Decimal(2), FigureMark.PROVISIONAL, note="Nog te controleren."))
        save_figures(indicator=indicator, values=values, by=leader)
    save_figures(indicator=national, values=[NewFigure(area, LAST, Decimal(11))], by=leader)
    members = members_of(Area.of(home.region), on=LAST.next.on)
    save_figures(indicator=own, values=[NewFigure(Area.of(one), LAST.next, Decimal(6)) for one in members], by=leader)
    place = Area.of(home.region).fields
    factories.FigureTargetFactory(indicator=national, **place)
    excuse = factories.IncomparabilityFactory(indicator=national, **place)
    everywhere = factories.IncomparabilityFactory(indicator=national)
    home.around |= {
        "indicator": national.code,
        "own_indicator": own.code,
        "figure_area": area.code,
        "excuse": excuse.pk,
        "national_excuse": everywhere.pk,
    }
