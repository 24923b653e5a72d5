"""What a region in outline says of its programme: a few texts, a goal a line, choices, and mostly a version."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from programmes.models import CatalogueEdition
from regions.models import Region

Row = dict[str, Any]
MISSIONS = (
    "Wij willen dat thuis voor iedereen een veilige plek is.",
    "Geweld thuis zien wij eerder, en wie hulp nodig heeft krijgt die snel.",
    "Samen met inwoners en professionals maken wij huizen veiliger.",
)
MEANS = "De gemeenten betalen de acties naar inwonertal. De projectleiding betaalt de centrumgemeente uit de bijdrage."
GOALS = (
    ("Professionals herkennen signalen en weten wat zij daarna doen.", "vragenlijst onder lokale teams", "8 van 10"),
    ("Na een melding ligt er snel een plan voor veiligheid.", "registratie van lokale teams", "binnen tien dagen"),
    ("Wie extra kwetsbaar is, vindt hulp die past.", "gesprekken met cliëntenraden", "elk jaar beter"),
)
REASONS = (
    "De gemeenten doen dit al in hun eigen beleid.",
    "Een aangrenzende regio voert dit uit, ook voor ons.",
    "Dit vraagt meer mensen dan wij hebben; wij kiezen eerst voor andere bouwstenen.",
)


def programme_of(region: Region, edition: CatalogueEdition, nodes: list[Row]) -> Row:
    """The rows for `ProgrammeTeller`, the same at every run."""
    random = Random(f"{region.code} programma")  # noqa: S311 - the same demo every time, nothing secret
    covered = {block for top in nodes for child in top["children"] for block in child["blocks"]}
    blocks = edition.entries.filter(block__isnull=False).order_by("order").values_list("block__key", flat=True)
    others = [key for key in blocks if key not in covered]
    row: Row = {
        "chapters": {"missie": random.choice(MISSIONS), "middelen": MEANS},
        "goals": [_goal(number, words) for number, words in enumerate(GOALS, start=1)],
        "stances": dict.fromkeys(sorted(covered), "priority")
        | {key: "later" for key in others if random.random() < 0.35},
    }
    left = [key for key in others if key not in row["stances"]]
    row["stances_not"] = {key: random.choice(REASONS) for key in left if random.random() < 0.25}
    if random.random() < 0.7:
        row["versions"] = _versions(random)
    return row


def _goal(number: int, words: tuple[str, str, str]) -> Row:
    statement, measure, target = words
    return {
        "node": str(number),
        "statement": statement,
        "measure": measure,
        "target": target,
        "due": date(2022, 12, 31),
    }


def _versions(random: Random) -> Row:
    plan: Row = {
        "first": {"on": date(2020, 10, random.randint(5, 9)), "note": "Voor besluitvorming"},
        "treated_on": date(2020, 10, random.randint(12, 20)),
    }
    if random.random() < 0.8:
        plan["adopted_on"] = date(2020, 12, random.randint(1, 18))
        plan["basis"] = "Besluit van de stuurgroep"
    return plan
