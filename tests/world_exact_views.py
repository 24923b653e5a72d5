"""The pdf of the national figures that one person asked for, and somebody who saw the figures of a home exactly."""

from ghnt import clock
from ghnt.documents.sealing import canonical_json
from reporting.models import FigurePaper, Indicator
from reporting.national_figures.collecting import national_content
from reporting.periods import Period
from reporting.protection.exact_views import note_exact


def put_exact_views(home, leader, asks):
    indicator = Indicator.objects.get(code="meldingen")
    note_exact(leader, home.region, [indicator])
    content = canonical_json(national_content(indicator, Period.parse("2020-H2"), on=clock.today()))
    home.around["figure_paper"] = FigurePaper.objects.create(indicator=indicator, content=content, asked_by=asks).pk
