"""Who hears what around scans. No score stands in it."""

from __future__ import annotations

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.rights import Right
from reporting.models import Scan, ScanRound
from reporting.scans.standing import members_of, scan_url


def tell_started(round: ScanRound, *, by: User | None) -> None:
    """Of each municipality its officers; of a scan of the region whoever writes its actions."""
    today, who = clock.today(), str(by) if by else f"Regio {round.region}"
    if members := members_of(round):
        for municipality in members:
            news = News(
                key=f"scan-round-{round.pk}-{municipality.pk}",
                who=who,
                what=f"{round.list} staat klaar",
                expected=f"{round.list} invullen voor {municipality}",
                due=round.due,
                url=scan_url(round, municipality),
            )
            tell(holders(Right.WRITE_MUNICIPAL_ROWS, municipality=municipality, on=today), news)
        return
    news = News(
        key=f"scan-round-{round.pk}",
        who=who,
        what=f"{round.list} staat klaar",
        expected=f"{round.list} invullen voor regio {round.region}",
        due=round.due,
        url=scan_url(round, None),
    )
    writers = holders(Right.WRITE_ACTIONS, region=round.region, on=today)
    tell([one for one in writers if one != by], news)


def tell_finished(scan: Scan, *, number: int, by: User) -> None:
    """Whoever writes for all municipalities of the region hears that one is done."""
    if scan.municipality is None:
        return
    round = scan.round
    news = News(
        key=f"scan-done-{scan.pk}-{number}",
        who=str(by),
        what=f"{round.list} van {scan.municipality} is klaar",
        expected="",
        url=scan_url(round, scan.municipality),
    )
    writers = holders(Right.WRITE_ACTIONS, region=round.region, on=clock.today())
    tell([one for one in writers if one != by], news)
