"""Money of a region: grants, one application of each kind, what was spent, and a difference to explain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from actions.models import ApplicationState, GrantSource
from tests import factories

if TYPE_CHECKING:
    from tests.world import Home


def put_means(home: Home) -> None:
    grant = factories.GrantFactory(region=home.region, name="Eigen middelen", amount=Decimal(90_000))
    unused = factories.GrantFactory(region=home.region, source=GrantSource.LEADER, amount=Decimal(80_000))
    factories.GrantFactory(region=home.region, year=2022, amount=None, is_provisional=True)
    factories.ActionCostFactory(action=home.action, year=2020, amount=Decimal(20_000), grant=grant)
    factories.SpendingFactory(action=home.action, year=2020, committed=Decimal(20_000), spent=Decimal("4200.50"))
    factories.SpendingFactory(action=home.action, grant=grant, spent=Decimal(95_000), note="Hoger dan gedacht.")
    applications = {
        "pool_draft": {},
        "pool_submitted": {"state": ApplicationState.SUBMITTED, "submitted_on": date(2021, 6, 1)},
        "pool_withdrawn": {"state": ApplicationState.WITHDRAWN, "submitted_on": date(2021, 5, 1)},
        "pool_refused": {
            "state": ApplicationState.REFUSED,
            "submitted_on": date(2021, 2, 1),
            "decided_on": date(2021, 3, 1),
            "decision": "Afgewezen, want het past niet.",
        },
    }
    made = {
        name: factories.PoolApplicationFactory(region=home.region, **values) for name, values in applications.items()
    }
    home.around |= {name: one.pk for name, one in made.items()} | {"grant": unused.pk}
