"""On the page of an action: the points for improvement that it takes up."""

from __future__ import annotations

from actions.models import Action
from actions.origins import Origin
from regions.rights import Right, Rights
from reporting.scans.improving import scan_words
from reporting.scans.page import points_by_action
from reporting.scans.standing import scan_url


def scan_origins(action: Action, rights: Rights) -> list[Origin]:
    """For who reads inside the region; one query."""
    if not rights.may(Right.READ_INSIDE, action.programme.region_id):
        return []
    return [
        Origin(
            f"{scan_words(point.scan)}, {point.scan.municipality or f'regio {point.scan.round.region}'}",
            point.text,
            f"{scan_url(point.scan.round, point.scan.municipality)}#verbeterpunten",
        )
        for point in points_by_action(action)
    ]
