"""A region's own report about an earlier half year, sealed and adopted, so that it may be opened again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from reporting import workflow
from tests import factories

if TYPE_CHECKING:
    from tests.world import Home


def put_rounds(home: Home, leader: User) -> None:
    from tests.world import fill_in

    asked = home.draft.round
    round_ = factories.OwnRoundFactory(
        programme=asked.programme,
        half_year=HalfYear(2020, 1),
        owner=home.region,
        code=f"eigen-{home.region.slug}-2020-H1",
        question_set=asked.question_set,
        scope="chosen",
        is_for_all=False,
        opens=date(2020, 7, 1),
        due=date(2020, 9, 1),
    )
    report = factories.ReportFactory(region=home.region, round=round_)
    fill_in(report)
    workflow.submit(report=report, by=leader)
    workflow.adopt(report=report, body_name="Stuurgroep", date=date(2020, 9, 1), by=leader)
    home.around["adopted_round"] = round_.code
