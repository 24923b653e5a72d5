"""What the national team and a region asked for: a book, the zip of a round, a dossier. The worker makes them."""

from __future__ import annotations

from datetime import date

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.site.demo.people import NATIONAL
from regions.models import Region
from reporting.bundles import asking
from reporting.bundles.choosing import GLANCE, LINES
from reporting.chapter_keys import SUMMARY
from reporting.models import ReportRound

ROUND = "2020-H2"
REGION = "gooi-en-vechtstreek"
ASKED_ON = date(2021, 7, 9)


def make() -> None:
    """Ask for them as people do; without the round or the region nothing."""
    round_ = ReportRound.objects.filter(code=ROUND).select_related("programme", "question_set").first()
    region = Region.objects.filter(slug=REGION, reports__round=round_).first()
    if round_ is None or region is None:
        return
    national = User.objects.get(email=NATIONAL)
    with clock.standing_at(ASKED_ON):
        asking.ask_book(round=round_, chapters=[GLANCE, SUMMARY, LINES], regions=None, with_concepts=False, by=national)
        asking.ask_round_zip(round=round_, by=national)
        asking.ask_dossier(region=region, round=round_, by=national)
