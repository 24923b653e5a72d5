"""Somebody's calendar, for the rights of this moment: meetings, and the last day of what waits.

No entry names a proposal: "Verspreiden: nee" would be the exception that somebody forgets. "Vóór 9 maart" stands on
8 maart, the last day on which it can be done.
"""

from __future__ import annotations

from datetime import date
from itertools import islice

from ghnt.site.calendar.circles import circle_meetings
from ghnt.site.calendar.ical import Entry
from ghnt.site.calendar.meetings import meetings, papers
from ghnt.site.calendar.municipal import adoptions, reviews
from ghnt.site.calendar.period import MOST, Period
from ghnt.site.calendar.regional import milestones, promises, reports
from regions.rights import Rights

KINDS = (meetings, papers, reports, reviews, adoptions, milestones, promises, circle_meetings)


def calendar_of(rights: Rights, *, on: date) -> list[Entry]:
    """Everything of the holder of these rights from half a year back to a year and a half ahead.

    A constant number of queries; of each kind at most MOST.
    """
    period = Period.around(on)
    return [entry for kind in KINDS for entry in islice(kind(rights, period), MOST)]
