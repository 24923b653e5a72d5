"""The demo world around 12 July 2021: a round that was accepted, a round that is open, 28 regions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents import jobs
from ghnt.site.demo import bundles, light, reports
from ghnt.site.demo.bottlenecks import announce_bottlenecks, treat_bottlenecks_nationally
from ghnt.site.demo.councils import let_councils_decide
from ghnt.site.demo.decision_lists import fix_decision_lists
from ghnt.site.demo.drafting import draft_for_councils
from ghnt.site.demo.figures import put_figures
from ghnt.site.demo.gathering import gather_in
from ghnt.site.demo.learning import hang_learning_on_actions, make_learning
from ghnt.site.demo.loading import BEFORE, NOW, RegionLoader, read
from ghnt.site.demo.means import make_means
from ghnt.site.demo.more_rounds import make_more_rounds
from ghnt.site.demo.network import make_national_network, tell_network
from ghnt.site.demo.notices import tell_accounts
from ghnt.site.demo.people import ACCOUNTS, DOMAIN, SINCE, grant_roles, make_accounts
from ghnt.site.demo.proposals import put_proposals_through
from ghnt.site.demo.publishing import publish_summaries
from ghnt.site.demo.remarks import follow_up_remarks
from ghnt.site.demo.reviewing import review_conclusions
from ghnt.site.demo.scans import announce_scans
from ghnt.site.demo.sharing import ask_trekker, share_actions
from ghnt.site.demo.signals import answer_signals
from ghnt.site.demo.succession import prepare_successor
from ghnt.site.demo.writing import write_together
from programmes.models import CatalogueEdition, Programme
from regions.models import Region, Role, RoleAssignment
from reporting.models import QuestionSet, ReportRound

IN_DEPTH = ("gooi-en-vechtstreek", "zuidoost-brabant", "groningen")
DEMO_DAY = date(2021, 7, 12)
Say = Callable[[str], Any]


def is_made() -> bool:
    return User.objects.filter(email=ACCOUNTS[0].email).exists()


@transaction.atomic
def make(*, progress: Say) -> None:
    """Make everything or nothing; the reference tables must be loaded before."""
    with clock.standing_at(DEMO_DAY):
        make_accounts()
        _make_rounds()
        make_national_network()
        put_figures()
        make_learning()
        for region in Region.objects.valid(DEMO_DAY).order_by("name"):
            progress(f"  {region.name}")
            # The reports that people look at first get their PDFs first; the sweep makes the others after that.
            with nullcontext() if region.slug in IN_DEPTH else jobs.asleep():
                _make_region(region)
        grant_roles()
        hang_learning_on_actions()
        treat_bottlenecks_nationally()
        gather_in(IN_DEPTH)
        fix_decision_lists(IN_DEPTH)
        share_actions()
        ask_trekker()
        let_councils_decide(IN_DEPTH)
        draft_for_councils()
        follow_up_remarks(IN_DEPTH)
        put_proposals_through(IN_DEPTH)
        review_conclusions(IN_DEPTH)
        answer_signals()
        with jobs.asleep():
            make_more_rounds()
        write_together()
        prepare_successor(IN_DEPTH[0])
        publish_summaries()
        with jobs.asleep():
            bundles.make()
        tell_accounts(IN_DEPTH)


def _make_rounds() -> None:
    programme = Programme.objects.get(slug="ghnt")
    questions = QuestionSet.objects.get(number=1)
    for half_year, opens, due in (
        (BEFORE, date(2021, 1, 11), date(2021, 3, 16)),
        (NOW, date(2021, 6, 21), date(2021, 9, 16)),
    ):
        ReportRound.objects.create(
            code=str(half_year),
            programme=programme,
            half_year=half_year,
            question_set=questions,
            opens=opens,
            due=due,
            explanation="Beschrijf kort wat er lukte, wat niet lukte en wat u nodig hebt.",
        )


def _make_region(region: Region) -> None:
    """In order of time: a report is sealed before what came later is there."""
    data = read(region.slug) if region.slug in IN_DEPTH else _light(region)
    leader = _leader_of(region, data["leader"]["person"])
    loader = RegionLoader(data, leader)
    loader.begin()
    tell_network(region, by=leader)
    announce_bottlenecks(region, loader.story, by=leader)
    announce_scans(region, loader.story, leader, in_depth=region.slug in IN_DEPTH)
    for half_year in (BEFORE, NOW):
        plan = data["reports"][str(half_year)]
        loader.story.tell_until(plan.get("submitted_on", DEMO_DAY))
        make_means(region, half_year)
        reports.make(region, half_year, plan, by=leader, thoroughly=region.slug in IN_DEPTH)
    loader.story.tell_until(DEMO_DAY)


def _light(region: Region) -> dict[str, Any]:
    return light.rows_of(region, CatalogueEdition.objects.get(programme__slug="ghnt", code="VGR4"))


def _leader_of(region: Region, person: str) -> User:
    """The demo account that leads the region; elsewhere a leader who cannot sign in, so that names are right."""
    for account in ACCOUNTS:
        if account.role == Role.LEADER and region.slug in account.scope["regions"]:
            return User.objects.get(email=account.email)
    leader = User.objects.create_user(f"projectleider.{region.slug}@{DOMAIN}", name=person)
    RoleAssignment.objects.create(user=leader, role=Role.LEADER, region=region, valid_from=SINCE)
    return leader
