"""The purposes and outcomes that the software starts with. An administrator can add to both lists."""

from typing import Any

from programmes.models import Outcome, Purpose

PURPOSES = (
    ("inform", "Informeren"),
    ("consult", "Consulteren"),
    ("direction", "Richting geven"),
    ("advise", "Adviseren"),
    ("opinion", "Zienswijze vragen"),
    ("adopt", "Vaststellen"),
    ("decide", "Ter besluitvorming"),
    ("treat", "Behandelen"),
)
# For a form that names no purpose, or one that is not in the list.
GENERAL_PURPOSE = "treat"

AGREES = {"agrees": True, "icon": "check", "tone": "green"}
OUTCOMES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("agreed", "Akkoord", AGREES),
    (
        "agreed_with_remarks",
        "Akkoord met opmerkingen",
        {"agrees": True, "asks_follow_up": True, "icon": "message-check", "tone": "green"},
    ),
    (
        "agreed_with_reservation",
        "Akkoord onder voorbehoud",
        {"agrees": True, "asks_follow_up": True, "icon": "scale", "tone": "orange"},
    ),
    ("positive_advice", "Positief advies", AGREES),
    ("conform", "Conform", AGREES),
    ("positive", "Positief", AGREES),
    ("deferred", "Aangehouden", {"asks_follow_up": True, "icon": "player-pause", "tone": "orange"}),
    ("not_agreed", "Niet akkoord", {"ends_route": True, "asks_follow_up": True, "icon": "x", "tone": "red"}),
    ("noted", "Ter kennisneming", {"icon": "eye", "tone": "grey"}),
    ("not_applicable", "Niet van toepassing", {"icon": "circle-minus", "tone": "grey"}),
    ("other", "Anders", {"icon": "message-2", "tone": "grey"}),
)

_DECIDING = ("agreed", "agreed_with_remarks", "agreed_with_reservation", "not_agreed")
LIKELY_OUTCOMES = {
    "inform": ("noted",),
    "consult": ("positive", "agreed_with_remarks", "noted"),
    "direction": ("agreed", "agreed_with_remarks", "positive"),
    "advise": ("positive_advice", "agreed_with_remarks", "not_agreed"),
    "opinion": ("positive_advice", "agreed_with_remarks", "noted"),
    "adopt": _DECIDING,
    "decide": _DECIDING,
}


def load() -> int:
    """Add what is missing and leave what an administrator changed; returns how many rows were added."""
    added = 0
    for order, (code, name) in enumerate(PURPOSES, 1):
        added += Purpose.objects.get_or_create(code=code, defaults={"name": name, "order": order})[1]
    for order, (code, label, values) in enumerate(OUTCOMES, 1):
        defaults = {"label": label, "order": order, **values}
        added += Outcome.objects.get_or_create(code=code, defaults=defaults)[1]
    return added
