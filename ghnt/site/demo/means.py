"""The demo's money: grants of 2018 to 2021, what actions cost and spent, applications. Amounts are made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from actions.means.usual import LEADER_AMOUNTS, centres_in
from actions.models import (
    Action,
    ActionCost,
    ApplicationState,
    Grant,
    GrantSource,
    MeansExplanation,
    MeansSetting,
    PoolApplication,
    Spending,
)
from ghnt.periods import HalfYear
from regions.models import Region

THIS_YEAR, LAST_YEAR = 2021, 2020
IN_DEPTH = ("gooi-en-vechtstreek", "zuidoost-brabant", "groningen")


class Asked(NamedTuple):
    title: str
    text: str
    amount: int
    state: ApplicationState
    submitted_on: date | None = None
    decided_on: date | None = None
    granted: int | None = None
    decision: str = ""


TRAINING = Asked(
    "Scholing van wijkteams in veilig handelen",
    "Wij scholen alle wijkteams in één jaar. De gemeenten betalen de vervanging zelf.",
    60_000,
    ApplicationState.GRANTED,
    date(2021, 2, 8),
    date(2021, 3, 22),
    55_000,
    "Toegekend, zonder het deel voor de website. Deel de lesbrief met andere regio’s.",
)
CENTRE = Asked(
    "Verkenning van een centrum voor huiselijk geweld",
    "Een half jaar verkennen met politie en zorg: wat doen wij samen op één plek?",
    85_000,
    ApplicationState.SUBMITTED,
    date(2021, 6, 14),
)
CAMPAIGN = Asked(
    "Campagne in het voortgezet onderwijs",
    "Een campagne met scholen, bedacht door leerlingen.",
    40_000,
    ApplicationState.REFUSED,
    date(2021, 1, 25),
    date(2021, 3, 22),
    None,
    "Afgewezen: voor campagnes is landelijk ander geld. Wij brengen u in contact.",
)
NETWORK = Asked(
    "Netwerk van aandachtsfunctionarissen",
    "Nog uit te werken met de huisartsen.",
    30_000,
    ApplicationState.DRAFT,
)
APPLICATIONS = {
    "gooi-en-vechtstreek": (TRAINING, CENTRE, NETWORK),
    "zuidoost-brabant": (CENTRE._replace(title="Veilige plek voor gezinnen, eerste jaar"), CAMPAIGN, TRAINING),
    "groningen": (CAMPAIGN,),
    "twente": (CENTRE._replace(title="Samen eerder signaleren", amount=50_000),),
    "zeeland": (TRAINING._replace(title="Scholing van vrijwilligers", amount=35_000, granted=35_000),),
}
# Of each action in turn: planned this year (None is p.m.), part committed and part spent, in per cent.
PATTERN: tuple[tuple[int | None, int, int], ...] = (
    (24_000, 90, 55),
    (18_000, 100, 60),
    (None, 0, 0),
    (12_500, 60, 20),
    (9_000, 100, 100),
    (6_000, 150, 150),
    (15_000, 40, 0),
)


def make_means(region: Region, half_year: HalfYear) -> None:
    """Grants everywhere; costs, spendings and explanations of the year before or of this one, as reports tell them."""
    most = 30 if region.slug in IN_DEPTH else 4
    if half_year.year == LAST_YEAR:
        Grant.objects.bulk_create(_leader_grants(region))
        _last_year(region, most)
        return
    _apply(region)
    _this_year(region, most)
    if region.slug in IN_DEPTH:
        _explain(region)


def _leader_grants(region: Region) -> Iterator[Grant]:
    for year, amount in LEADER_AMOUNTS.items():
        for centre in centres_in(region, year):
            yield Grant(
                region=region,
                source=GrantSource.LEADER,
                year=year,
                centre=centre,
                amount=None if year > THIS_YEAR else amount,
                is_provisional=year >= THIS_YEAR,
            )
    yield Grant(
        region=region,
        source=GrantSource.OWN,
        name="Eigen middelen van de gemeenten",
        year=THIS_YEAR,
        amount=Decimal(90_000),
        note="Naar inwonertal, door de colleges toegezegd.",
    )


def _actions(region: Region, most: int) -> list[Action]:
    actions = Action.objects.present().own().filter(programme__region=region, archived_at__isnull=True)
    return list(actions.order_by("node__position", "number")[:most])


def _grants(region: Region, year: int) -> list[Grant]:
    return list(Grant.objects.filter(region=region, year=year).exclude(source=GrantSource.POOL).order_by("pk"))


def _this_year(region: Region, most: int) -> None:
    """Costs where an action has none of the year yet, and what was spent of them so far."""
    actions, grants = _actions(region, most), _grants(region, THIS_YEAR)
    told = set(ActionCost.objects.filter(action__in=actions, year=THIS_YEAR).values_list("action", flat=True))
    costs, spendings = [], []
    for place, action in enumerate(one for one in actions if one.pk not in told):
        amount, committed, spent = PATTERN[place % len(PATTERN)]
        grant = grants[place % len(grants)] if grants else None
        provisional = place % 5 == 3
        costs.append(ActionCost(action=action, year=THIS_YEAR, amount=amount, grant=grant, is_provisional=provisional))
        if amount:
            spendings.append(_spending(action, grant, amount, committed, spent))
    ActionCost.objects.bulk_create(costs)
    Spending.objects.bulk_create(spendings)


def _last_year(region: Region, most: int) -> None:
    """Most of it went as planned, one action took far less, one spent what nobody had planned."""
    actions, grant = _actions(region, most), next(iter(_grants(region, LAST_YEAR)), None)
    chosen = actions[:5]
    ActionCost.objects.bulk_create(
        ActionCost(action=action, year=LAST_YEAR, amount=Decimal(14_000), grant=grant) for action in chosen
    )
    Spending.objects.bulk_create(
        Spending(
            action=action,
            year=LAST_YEAR,
            grant=grant,
            committed=Decimal(14_000),
            spent=Decimal(4_200) if place == 1 else Decimal(13_800),
            note="De scholing ging door de coronamaatregelen niet door." if place == 1 else "",
        )
        for place, action in enumerate(chosen)
    )
    for action in actions[7:8]:
        Spending.objects.create(action=action, year=LAST_YEAR, spent=Decimal("1250.50"))


def _spending(action: Action, grant: Grant | None, amount: int, committed: int, spent: int) -> Spending:
    return Spending(
        action=action,
        year=THIS_YEAR,
        grant=grant,
        committed=Decimal(amount * committed) / 100,
        spent=Decimal(amount * spent) / 100,
    )


def _apply(region: Region) -> None:
    centre = next(iter(centres_in(region, THIS_YEAR)), None)
    for asked in APPLICATIONS.get(region.slug, ()):
        grant = None
        if asked.granted is not None:
            grant = Grant.objects.create(
                region=region,
                source=GrantSource.POOL,
                name=asked.title,
                year=THIS_YEAR,
                centre=centre,
                amount=Decimal(asked.granted),
            )
        PoolApplication.objects.create(
            region=region,
            centre=centre,
            title=asked.title,
            text=asked.text,
            year=THIS_YEAR,
            amount=Decimal(asked.amount),
            state=asked.state,
            submitted_on=asked.submitted_on,
            decided_on=asked.decided_on,
            granted=None if asked.granted is None else Decimal(asked.granted),
            decision=asked.decision,
            grant=grant,
        )


def _explain(region: Region) -> None:
    """One difference of last year is explained, others wait."""
    MeansSetting.objects.get_or_create(region=region, defaults={"explain_above": Decimal(2_500)})
    low = Spending.objects.filter(action__programme__region=region, year=LAST_YEAR, spent=Decimal(4200)).first()
    if low is not None:
        MeansExplanation.objects.create(
            region=region,
            year=LAST_YEAR,
            action=low.action,
            text="De trainingen konden niet doorgaan. Wij halen ze in 2021 in.",
        )
