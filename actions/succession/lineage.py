"""Where a copied action came from and where it goes on."""

from __future__ import annotations

from actions.models import Action
from programmes.lineage import Lineage, lineage_among


def lineage_of_action(action: Action) -> Lineage:
    """The action it was copied from and those copied from it, in other programmes of the same region."""
    relatives = Action.objects.present().filter(programme__region=action.programme.region_id)
    elsewhere = relatives.exclude(programme=action.programme_id).select_related("node", "programme__region")
    return lineage_among(elsewhere, action.pk, action.origin_id)
