"""A programme as a flat list of things with a stable key, a place and fields in words: what two states are laid by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ghnt.documents.words import long_date
from programmes.models import Part, Stance
from reporting.programme_document.content import GoalItem, Node, PlannedAction, ProgrammeContent, StanceItem
from reporting.programme_document.wording import (
    cost_words,
    file_words,
    milestone_words,
    municipality_words,
    partner_words,
    period_words,
    phase_words,
    priority_words,
)

# In the order in which the programme is read.
PARTS = {
    "facts": "Het programma zelf",
    "programme": "Hoofdstukken",
    "goal": "Doelen",
    "node": "Onderdelen",
    "action": "Acties",
    "block": "Keuzes bij bouwstenen",
    "measure": "Keuzes bij maatregelen",
    "consultation": "Inbreng belanghebbenden",
    "frame": "Samenhang met ander beleid",
    "project_plan": "Projectplan",
    "file": "Bijlagen",
}

Field = str | tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """`place` is compared, `place_words` is read; a tuple of texts is a list of lines.

    What has a `number` has a place of two: what it stands under, and where among its neighbours.
    """

    name: str
    fields: dict[str, Field] = field(default_factory=dict)
    place: tuple[str, ...] = ()
    place_words: str = ""
    number: str = ""


def entries_of(content: ProgrammeContent) -> dict[tuple[str, str], Entry]:
    """Everything the programme says, by part and key."""
    found = {("facts", ""): _facts(content)}
    for chapter in content.chapters:
        name = "project_plan" if chapter.part == Part.PROJECT_PLAN else "programme"
        found[name, chapter.key] = Entry(chapter.title, {"Titel": chapter.title, "Tekst": chapter.text})
    found |= {("goal", goal.key): _goal(goal, "het hele programma") for goal in content.goals}
    names = {node.key: f"{node.code} {node.title}" for node in content.nodes}
    for node in content.nodes:
        found["node", node.key] = _node(node, names)
        found |= {("goal", goal.key): _goal(goal, f"{node.code} {node.title}") for goal in node.goals}
        found |= {("action", action.key): _action(action, node) for action in node.actions}
    found |= {("block", one.key): _stance(one) for one in content.blocks if one.stance}
    found |= {("measure", one.key): _stance(one) for one in content.measures if one.stance}
    found |= dict(_around(content))
    return found


def _facts(content: ProgrammeContent) -> Entry:
    facts = content.facts
    return Entry(
        facts.title,
        {
            "Titel": facts.title,
            "Looptijd": period_words(facts.valid_from, facts.valid_to),
            "Landelijk programma": facts.national,
            "Landelijke indeling": facts.edition,
            "Gemeenten": content.region.municipalities,
            "Projectleider": content.region.leader,
        },
    )


def _goal(goal: GoalItem, of: str) -> Entry:
    return Entry(
        goal.statement,
        {
            "Doel": goal.statement,
            "Waaraan u het meet": goal.measure,
            "Streefwaarde": goal.target,
            "Uiterlijk": long_date(goal.due, unknown=""),
        },
        (of.split(" ", 1)[-1],),
        of,
    )


def _node(node: Node, names: dict[str, str]) -> Entry:
    above = f"onder {names[node.parent]}" if node.parent in names else "bovenaan"
    return Entry(
        f"{node.code} {node.title}",
        {"Titel": node.title, "Toelichting": node.text, "Landelijke bouwstenen": node.blocks},
        (node.parent, node.code),
        f"{above}, nummer {node.code}",
        node.code,
    )


def _action(action: PlannedAction, node: Node) -> Entry:
    return Entry(
        f"{action.number} {action.title}",
        {
            "Titel": action.title,
            "Omschrijving": action.description,
            "Beoogd resultaat": action.expected_result,
            "Trekker": action.puller,
            "Bestuurlijk eigenaar": action.owner,
            "Prioriteit": priority_words(action.priority),
            "Fase": phase_words(action.phase),
            "Begindatum": long_date(action.start, unknown=""),
            "Einddatum": long_date(action.end, unknown=""),
            "Partners": tuple(map(partner_words, action.partners)),
            "Mijlpalen": tuple(map(milestone_words, action.milestones)),
            "Kosten en dekking": tuple(map(cost_words, action.costs)),
            "Gemeenten": tuple(
                f"{municipality_words(one)}{', later' if one.takes_part == 'later' else ''}"
                for one in action.municipalities
            ),
            "Landelijke bouwstenen": action.blocks,
            "Landelijke maatregelen": action.measures,
            "Bijlagen": tuple(map(file_words, action.files)),
        },
        (node.key, str(action.own_number)),
        f"{node.code} {node.title}, nummer {action.number}",
        action.number,
    )


def _stance(one: StanceItem) -> Entry:
    return Entry(one.name, {"Keuze": str(Stance(one.stance).label), "Reden": one.reason})


def _around(content: ProgrammeContent) -> Iterator[tuple[tuple[str, str], Entry]]:
    """Who was heard, other policy, attachments."""
    for one in content.consultations:
        when = long_date(one.date, unknown="")
        fields: dict[str, Field] = {"Datum": when, "Hoe": one.way, "Inbreng": one.said, "Gedaan": one.outcome}
        yield ("consultation", one.key), Entry(one.heard, {"Wie": one.heard, **fields})
    for frame in content.frames:
        until = long_date(frame.valid_to, unknown="")
        fields = {"Van wie": frame.owner, "Loopt tot en met": until, "Samenhang": frame.note}
        yield ("frame", frame.key), Entry(frame.title, {"Naam": frame.title, **fields})
    for file in content.files:
        yield ("file", file.key), Entry(file_words(file), {"Titel": file_words(file)})
