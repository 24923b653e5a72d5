"""Who hears of a signal: the region's writers, of a mark and of an answer of the national team."""

from __future__ import annotations

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.models import Region
from regions.rights import Right
from reporting.models import Signal, SignalAnswer


def tell_marked(signal: Signal) -> None:
    """Nothing is asked; the passage itself is not in the mail."""
    news = News(
        key=f"signal-{signal.pk}",
        who=signal.by_name,
        what=f"passage gemarkeerd in rapportage {signal.report.round}: {signal.get_kind_display().lower()}",
        url=signal.get_absolute_url(),
    )
    tell(_writers(signal.region, signal.by), news)


def tell_answered(answer: SignalAnswer) -> None:
    signal = answer.signal
    news = News(
        key=f"signal-answer-{answer.pk}",
        who=answer.by_name,
        what=f"antwoord op uw {_called(signal)} in rapportage {signal.report.round} (regio {signal.region})",
        url=signal.get_absolute_url(),
    )
    tell(_writers(signal.region, answer.by), news)


def _called(signal: Signal) -> str:
    return "vraag" if signal.kind == "question" else signal.get_kind_display().lower()


def _writers(region: Region, by: User | None) -> list[User]:
    return [user for user in holders(Right.WRITE_REPORT, region=region, on=clock.today()) if user != by]
