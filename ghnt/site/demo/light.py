"""Fills the regions that the demo does not tell about in depth, so that national pages have something to show.

Everything follows from the region's code: the same demo twice is the same demo.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from actions.models import NEEDS_EXPLANATION, Assessment, Phase
from ghnt.site.demo import light_words as words
from ghnt.site.demo.light_programme import programme_of
from programmes.models import CatalogueEdition, CatalogueEntry
from regions.models import Region
from reporting.models import Question

Row = dict[str, Any]

PHASES = (Phase.NOT_STARTED, Phase.PREPARATION, Phase.IN_PROGRESS, Phase.FINISHED)
LINES = ("1", "2", "3")


def rows_of(region: Region, edition: CatalogueEdition) -> Row:
    """The region's data in the shape of the TOML files: the national lines as outline, a handful of actions."""
    random = Random(region.code)  # noqa: S311 - the same demo every time, nothing secret
    lines = edition.entries.filter(line__isnull=False).order_by("order")
    nodes = [_node(random, number, line) for number, line in zip(LINES, lines, strict=True)]
    reports = _reports(random)
    is_told = reports["2021-H1"]["state"] in ("submitted", "returned")
    return {
        "slug": region.slug,
        "title": f"Actieprogramma {region.name} 2019–2022",
        "vision": "Iedereen in onze regio is thuis veilig. Wij zien geweld eerder, stoppen het en voorkomen herhaling.",
        "valid_from": date(2019, 7, 1),
        "valid_to": date(2022, 12, 31),
        "top_level_name": "actielijn",
        "second_level_name": "bouwsteen",
        "leader": _leader(random),
        "organisations": [{"name": f"Veilig Thuis {region.name}", "kind": "veilig_thuis"}],
        "bodies": [{"name": "Stuurgroep", "kind": "steering", "rhythm": "vier keer per jaar", "order": 1}],
        "nodes": nodes,
        "actions": list(_actions(random, region, nodes, is_told=is_told)),
        "reports": reports,
        "programme": programme_of(region, edition, nodes),
    }


def _leader(random: Random) -> Row:
    person = f"{random.choice(words.FIRST_NAMES)} {random.choice(words.LAST_NAMES)}"
    hours = random.choice((18, 21, 24, 28, 32))
    return {"person": person, "hours_a_week": hours, "valid_from": date(2019, 3, 1)}


def _node(random: Random, number: str, line: CatalogueEntry) -> Row:
    entries = line.children.filter(block__isnull=False).order_by("order")
    blocks = list(entries.values_list("order", "title", "block__key"))
    chosen = sorted(random.sample(blocks, random.choice((2, 3))))
    children = [
        {"code": f"{number}.{place}", "title": title, "blocks": [key]}
        for place, (_, title, key) in enumerate(chosen, start=1)
    ]
    return {"code": number, "title": line.title, "children": children}


def _actions(random: Random, region: Region, nodes: list[Row], *, is_told: bool) -> Iterator[Row]:
    """One action a block; `is_told` says that all that run have been updated in the last half year."""
    for child in (child for top in nodes for child in top["children"]):
        title, description = words.PLANS.get(child["blocks"][0], words.GENERAL)
        before = _state(random, PHASES[0])
        row = {
            "node": child["code"],
            "title": title,
            "description": description,
            "puller": f"Veilig Thuis {region.name}",
            "start": date(2019, random.randint(8, 12), 1),
            "end": date(2021, random.randint(8, 12), 1),
            "before": before,
        }
        now = _state(random, before["phase"])
        if before["phase"] != Phase.FINISHED and (is_told or random.random() < 0.6):
            row["now"] = now
        yield row


def _state(random: Random, at_least: Phase) -> Row:
    """How an action stands; a phase never goes back."""
    later = PHASES.index(at_least)
    phase = random.choices(PHASES[later:], (1, 3, 6, 2)[later:])[0]
    is_ended = phase is Phase.FINISHED
    assessment = "" if is_ended else random.choices(list(Assessment), (6, 3, 1))[0]
    return {
        "phase": phase,
        "assessment": assessment,
        "explanation": words.EXPLANATIONS[assessment] if assessment in NEEDS_EXPLANATION else "",
        "efforts": "" if phase is Phase.NOT_STARTED else random.choice(words.EFFORTS),
        "results": random.choice(words.RESULTS) if phase in PHASES[2:] else "",
        "outlook": "" if is_ended else random.choice(words.OUTLOOK),
    }


def _reports(random: Random) -> Row:
    """How far the region has come: most were accepted last time, one in four has submitted now."""
    before = _written(random) | {
        "state": "submitted" if random.random() < 0.1 else "accepted",
        "submitted_on": date(2021, 3, random.randint(8, 12)),
        "accepted_on": date(2021, 4, random.randint(6, 9)),
    }
    state = random.choices(("", "draft", "submitted", "returned"), (3, 4, 3, 1))[0]
    now = _written(random) | {"state": state, "started_on": date(2021, 6, random.randint(21, 25))}
    if state in ("submitted", "returned"):
        now["submitted_on"] = date(2021, 7, random.randint(5, 8))
        now["returned_on"], now["reasons"] = date(2021, 7, 9), {"samenvatting": words.REASON}
    return {"2020-H2": before, "2021-H1": now}


def _written(random: Random) -> Row:
    """An answer to every question of the set that both rounds ask."""
    keys = list(Question.objects.filter(question_set__number=1).order_by("order").values_list("key", flat=True))

    def answers() -> dict[str, str]:
        return {key: random.choice(words.ANSWERS[key]) for key in keys}

    return {"answers": answers(), "node_answers": {line: answers() for line in LINES}}
