"""A table with figures that waits: one of the country, one of the region."""

from reporting.figure_import.taking_over import keep
from reporting.figure_import.understanding import Line, Understood
from reporting.indicators.areas import Area
from reporting.indicators.saving import NewFigure
from reporting.models import Indicator, PeriodKind
from reporting.periods import Period
from tests import factories


def put_figure_import(home, leader):
    indicator = Indicator.objects.get(code="meldingen")
    period = Period(2020, PeriodKind.HALF_YEAR, 2)
    found = Understood((Line(2, NewFigure(Area.of(home.municipality), period, 45)),), ())
    national = factories.UserFactory(email=f"tabel.{home.region.slug}@example.org")
    home.around |= {
        "figure_import": _keep(indicator, home.region, found, leader),
        "national_figure_import": _keep(indicator, None, found, national),
    }


def _keep(indicator, region, found, by):
    return keep(indicator=indicator, region=region, name="cijfers.csv", sha256="0" * 64, found=found, by=by).pk
