"""The chapter Netwerk: who led the programme, which bodies met how often, how many partners."""

from __future__ import annotations

from collections.abc import Iterator

from ghnt.documents.words import listed, long_date
from ghnt.documents.workbook import Cell
from reporting.content import NetworkTold, PostHeld, ReportContent
from reporting.spoken.blocks import Block, Column, Grid, Passage

POSTS = (
    Column("Naam", 25),
    Column("Functie", 20),
    Column("Uren per week", 10, is_number=True),
    Column("Wanneer", 25),
    Column("Aangestuurd door", 20),
)
BODIES = (
    Column("Overleg", 35),
    Column("Soort", 30),
    Column("Hoe vaak", 20),
    Column("Gehouden", 15, is_number=True),
)


def blocks_of(content: ReportContent) -> tuple[Block, ...]:
    return tuple(_blocks(content.network))


def _blocks(network: NetworkTold) -> Iterator[Block]:
    if network.posts:
        rows = [_post(post) for post in network.posts]
        values: list[list[Cell]] = [
            [row[0], row[1], post.hours_a_week, *row[3:]] for row, post in zip(rows, network.posts, strict=True)
        ]
        yield Grid("Wie het programma leidde in dit halfjaar", POSTS, rows, values)
    if network.bodies:
        met = [[one.name, one.kind, one.rhythm or "niet ingevuld", str(one.meetings)] for one in network.bodies]
        numbers: list[list[Cell]] = [[*row[:3], one.meetings] for row, one in zip(met, network.bodies, strict=True)]
        yield Grid(_meetings(network), BODIES, met, numbers)
    if network.partners:
        yield Passage(_partners(network), "Partners")


def _post(post: PostHeld) -> list[str]:
    hours = "" if post.hours_a_week is None else str(post.hours_a_week)
    return [post.person, post.kind, hours, _period(post), listed(post.steered_by)]


def _period(post: PostHeld) -> str:
    if post.until is None:
        return f"sinds {long_date(post.since)}"
    return f"van {long_date(post.since)} tot en met {long_date(post.until)}"


def _meetings(network: NetworkTold) -> str:
    number = sum(one.meetings for one in network.bodies)
    words = "1 vergadering" if number == 1 else f"{number} vergaderingen"
    bodies = "1 overleg" if len(network.bodies) == 1 else f"{len(network.bodies)} overleggen"
    return f"{bodies} van de regio, samen {words} in dit halfjaar"


def _partners(network: NetworkTold) -> str:
    number = sum(one.number for one in network.partners)
    kinds = listed(tuple(f"{one.kind} {one.number}" for one in network.partners))
    return f"{'1 partner doet' if number == 1 else f'{number} partners doen'} mee: {kinds}."


def progress_words(network: NetworkTold) -> str:
    """What the chapter holds, for the task list; "" for nothing."""
    parts = (
        (len(network.posts), "functie", "functies"),
        (len(network.bodies), "overleg", "overleggen"),
        (sum(one.number for one in network.partners), "partner", "partners"),
    )
    return ", ".join(f"{number} {one if number == 1 else more}" for number, one, more in parts if number)
