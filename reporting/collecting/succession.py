"""What the region chose for its actions after the programme. Source: the page about what happens with the actions."""

from __future__ import annotations

from datetime import date

from actions.destinies import destinies_of
from actions.models import ActionDestiny
from ghnt import clock
from programmes.models import RegionalProgramme
from programmes.outline import programme_for
from regions.models import Region
from reporting.content import DestinyTold
from reporting.models import ReportRound


def destinies_in(programme: RegionalProgramme | None, *, on: date) -> tuple[DestinyTold, ...]:
    """The actions with a choice, as the outline reads."""
    if programme is None:
        return ()
    return tuple(
        DestinyTold(
            number=row.action.code,
            title=row.action.title,
            choice=row.destiny.get_choice_display(),
            to=row.destiny.to,
            note=row.destiny.note,
        )
        for row in destinies_of(programme, on=on).rows
        if row.destiny
    )


def succession_progress(region: Region, round: ReportRound) -> str:
    """For the task list: for how many actions a choice was made, "" for none."""
    programme = programme_for(region, round.half_year, on=clock.today())
    count = ActionDestiny.objects.filter(action__programme=programme).count() if programme else 0
    if not count:
        return ""
    return "Voor 1 actie is gekozen" if count == 1 else f"Voor {count} acties is gekozen"
