"""Bewaarde weergaven: filters, columns and order of the list of actions under a name."""

from __future__ import annotations

from django.http import QueryDict

from actions.models import SavedView
from ghnt.accounts.models import User
from regions.rights import Right, Rights

KEPT = frozenset(
    {
        "zoek",
        "onderdeel",
        "fase",
        "koers",
        "trekker",
        "prioriteit",
        "telaat",
        "gewijzigd",
        "bouwsteen",
        "maatregel",
        "gemeente",
        "periode",
        "sorteer",
        "kolommen",
        "weergave",
    }
)
LONGEST = 2_000


def clean_query(text: str) -> str:
    """The part of an address that a view keeps: known parameters with a value, nothing else."""
    given = QueryDict(text[:LONGEST])
    kept = QueryDict(mutable=True)
    for name in given:
        values = [value for value in given.getlist(name) if value]
        if name in KEPT and values:
            kept.setlist(name, values)
    return kept.urlencode()


def may_change(view: SavedView, user: User) -> bool:
    return view.owner_id == user.pk


def may_remove(view: SavedView, user: User, rights: Rights) -> bool:
    """Its owner; a shared one also the leader of the region, who alone holds this right."""
    return may_change(view, user) or (view.is_shared and rights.may(Right.ADOPT_REPORT, view.region_id))


def may_share(rights: Rights, region_id: int) -> bool:
    """Whoever works or reads inside the region."""
    return rights.may(Right.SEE_RUNNING_ASSESSMENT, region_id)
