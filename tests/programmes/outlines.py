"""Five outlines as regions shape them: the names of their levels and what stands on them, in reading order."""

from dataclasses import dataclass
from datetime import date

from programmes import outline
from programmes.goals import add_goal
from programmes.models import Goal, OutlineNode


@dataclass(frozen=True)
class WrittenGoal:
    statement: str
    measure: str = ""
    target: str = ""
    due: date | None = None


@dataclass(frozen=True)
class WrittenNode:
    code: str
    title: str
    under: str = ""  # the code of the node above
    goals: tuple[WrittenGoal, ...] = ()


@dataclass(frozen=True)
class WrittenOutline:
    levels: tuple[str, str, str]
    nodes: tuple[WrittenNode, ...]


def build(programme, written):
    """Makes the outline through the operations, node by node, as a leader does in the forms."""
    programme.top_level_name, programme.second_level_name, programme.third_level_name = written.levels
    programme.save()
    made = {}
    for node in written.nodes:
        above = made[node.under] if node.under else None
        new = OutlineNode(programme=programme, parent=above, code=node.code, title=node.title)
        made[node.code] = outline.add_node(node=new, blocks=[])
        for goal in node.goals:
            add_goal(
                goal=Goal(
                    programme=programme,
                    node=made[node.code],
                    statement=goal.statement,
                    measure=goal.measure,
                    target=goal.target,
                    due=goal.due,
                )
            )
    return made


THREE_NATIONAL_LINES = WrittenOutline(
    ("actielijn", "onderdeel", "deel"),
    (
        WrittenNode("1", "Eerder en beter in beeld"),
        WrittenNode("2", "Stoppen en duurzaam oplossen"),
        WrittenNode("3", "Specifieke groepen"),
    ),
)

_TASKS = (
    ("Melden en herkennen", ("Meldcode", "Scholing van professionals")),
    ("Veiligheid voorop", ("Directe veiligheid", "Opvang")),
    ("Eén gezin, één plan", ("Regie", "Volgen van gezinnen", "Nazorg")),
    ("Kinderen centraal", ("Steun op school", "Behandeling")),
    ("Plegers aanpakken", ("Tijdelijk huisverbod", "Behandeling van plegers")),
    ("Samen sturen", ("Cijfers", "Overleg van bestuurders")),
)

SIX_TASKS = WrittenOutline(
    ("ontwikkelopgave", "deelopgave", "stap"),
    tuple(
        node
        for number, (title, parts) in enumerate(_TASKS, start=1)
        for node in (
            WrittenNode(str(number), title),
            *(WrittenNode(f"{number}.{part}", name, under=str(number)) for part, name in enumerate(parts, start=1)),
        )
    ),
)

_PROJECTS = (
    "Handle with care",
    "Veilig opgroeien in de wijk",
    "Ouderen in beeld",
    "Huiselijk geweld en de huisarts",
    "Plaats delict thuis",
    "Stalking",
    "Eergerelateerd geweld",
    "Centrum voor seksueel geweld dichtbij",
    "Ervaringsdeskundigen aan tafel",
)

NINE_PROJECTS = WrittenOutline(
    ("project", "fase", "product"),
    tuple(WrittenNode(f"P{number}", title) for number, title in enumerate(_PROJECTS, start=1)),
)

ELEVEN_OBJECTIVES = WrittenOutline(
    ("doelstelling", "subdoel", "resultaat"),
    tuple(
        WrittenNode(f"D{number}", f"Doelstelling {number}: {end}")
        for number, end in enumerate(
            (
                "inwoners weten waar zij hulp vinden",
                "scholen signaleren eerder",
                "meldingen zijn binnen vijf dagen beoordeeld",
                "elk gezin heeft één plan",
                "kinderen krijgen eigen hulp",
                "plegers zijn in beeld",
                "opvang heeft een plek binnen een dag",
                "hulp houdt aan zolang het nodig is",
                "gemeenten sturen op dezelfde cijfers",
                "ervaringsdeskundigen denken mee",
                "het budget dekt de afspraken",
            ),
            start=1,
        )
    ),
)

THREE_OWN_LINES = WrittenOutline(
    ("lijn", "thema", "inzet"),
    (
        WrittenNode(
            "A",
            "Voorkomen",
            goals=(
                WrittenGoal(
                    "Meer inwoners bellen als zij zich zorgen maken",
                    "adviesvragen per jaar",
                    "20 procent meer dan in 2019",
                    date(2022, 12, 31),
                ),
                WrittenGoal("Elke school heeft een aandachtsfunctionaris", "scholen", "alle 84"),
            ),
        ),
        WrittenNode("A.1", "Wijken", under="A"),
        WrittenNode("A.1.1", "Buurtteams", under="A.1"),
        WrittenNode(
            "B",
            "Stoppen",
            goals=(WrittenGoal("Het geweld stopt", "gezinnen zonder nieuwe melding na een jaar", "70 procent"),),
        ),
        WrittenNode("C", "Herstellen", goals=(WrittenGoal("Kinderen herstellen", due=date(2023, 12, 31)),)),
    ),
)

OUTLINES = {
    "three_national_lines": THREE_NATIONAL_LINES,
    "six_tasks": SIX_TASKS,
    "nine_projects": NINE_PROJECTS,
    "eleven_objectives": ELEVEN_OBJECTIVES,
    "three_own_lines": THREE_OWN_LINES,
}
