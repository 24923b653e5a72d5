"""Contents of programmes to draw and compare: empty, normal, large and nasty. Persons and texts are made up."""

from dataclasses import fields, is_dataclass, replace

from reporting.programme_document.content import (
    SCHEMA,
    Chapter,
    ConsultationItem,
    CostItem,
    FileItem,
    FrameItem,
    GoalItem,
    Marks,
    MilestoneItem,
    Node,
    PartnerItem,
    PlannedAction,
    ProgrammeContent,
    ProgrammeFacts,
    StanceItem,
    TakingPart,
)
from tests.reporting.sample_content import HOSTILE, LONG, REGION, TILES

CONCEPT = Marks(
    number=2,
    note="Voor de ronde langs de raden",
    sealed_at="2021-07-09T16:12:05+02:00",
    sealed_by="Noor Šimić",
    fingerprint="3f9a1c07b2d84e5561f0a7c9d3e8b4162a7d90cf5be1480396d2fa7c41b85e03",
    adopted_on=None,
    basis="",
)
ADOPTED = replace(CONCEPT, adopted_on="2021-07-12", basis="Besluit van het portefeuillehoudersoverleg, agendapunt 4")

EMPTY = ProgrammeContent(
    schema=SCHEMA,
    region=REGION,
    tiles=TILES,
    facts=ProgrammeFacts(
        title="Samen veilig thuis",
        national="Geweld hoort nergens thuis",
        edition="Editie mei 2020",
        phases_of="",
        valid_from="2020-01-01",
        valid_to=None,
        predecessor="",
    ),
    chapters=(),
    goals=(),
    nodes=(),
    blocks=(),
    measures=(),
    consultations=(),
    frames=(),
    files=(),
)

GOAL = GoalItem(
    "1", "Meer gezinnen krijgen binnen vijf dagen hulp.", "Wachttijd bij Veilig Thuis", "90 %", "2022-12-31"
)
ACTION = PlannedAction(
    key="1",
    number="1.1.1",
    own_number=1,
    title="Training voor huisartsen",
    description="Huisartsen leren signalen herkennen.\n\n- twee avonden per praktijk\n- oefenen met een acteur",
    expected_result="Alle praktijken zijn getraind.",
    puller="GGD Gooi en Vechtstreek",
    owner="Gemeente Hilversum",
    priority="high",
    phase="in_progress",
    start="2020-03-01",
    end="2021-10-31",
    shared_by="",
    partners=(PartnerItem("Veilig Thuis", "levert de trainers"), PartnerItem("Huisartsenkring", "")),
    milestones=(
        MilestoneItem("Eerste groep begint", "2021-02-01", "reached", "2021-02-08"),
        MilestoneItem("Evaluatie klaar", "2021-09-15", "planned", None),
    ),
    costs=(
        CostItem(2020, "12500.00", "regiobudget", False),
        CostItem(2021, "7500.50", "centrumgemeente", True),
        CostItem(2021, None, "", False),
    ),
    blocks=("1.2 Melden en adviseren",),
    measures=("m4 Scholing van professionals",),
    municipalities=(TakingPart("Huizen", "yes", "2020-05-01"), TakingPart("Laren", "later", None)),
    files=(FileItem("9", "Opzet van de training", "2020-02-11"),),
)
NODES = (
    Node("1", "", 0, "actielijn", "1", "Eerder en beter in beeld", "Wij zien geweld eerder.", (), (GOAL,), ()),
    Node("2", "1", 1, "onderdeel", "1.1", "Signaleren", "", ("1.1 Signaleren",), (), (ACTION,)),
    Node("3", "2", 2, "deel", "1.1.a", "Huisartsen", "Alleen de praktijken in de regio.", (), (), ()),
    Node("4", "", 0, "actielijn", "2", "Stoppen en duurzaam oplossen", "", (), (), ()),
)
NORMAL = replace(
    EMPTY,
    facts=replace(EMPTY.facts, phases_of="2020-H2", valid_to="2022-12-31", predecessor="Samen veilig thuis 2018"),
    chapters=(
        Chapter("missie", "programme", "Missie", "Iedereen is veilig thuis."),
        Chapter(
            "visie", "programme", "Visie", "In 2022 duurt geweld korter.\n\nInwoners weten waar zij terechtkunnen."
        ),
        Chapter("achtergrond", "project_plan", "Achtergrond", "Het vorige programma loopt af."),
    ),
    goals=(replace(GOAL, key="2", statement="Minder herhaald geweld.", due=None),),
    nodes=NODES,
    blocks=(
        StanceItem("1", "1.1 Signaleren", "1 Eerder en beter in beeld", "priority", ""),
        StanceItem("2", "1.2 Melden", "1 Eerder en beter in beeld", "not", "De buurregio doet dit voor ons."),
        StanceItem("3", "2.1 Stoppen", "2 Stoppen en duurzaam oplossen", "", ""),
    ),
    measures=(StanceItem("7", "m4 Scholing", "1 Eerder en beter in beeld", "later", ""),),
    consultations=(
        ConsultationItem(
            "1", "Panel van ervaringsdeskundigen", "2019-10-02", "gesprek", "Zeg wie belt.", "Staat in 1.1."
        ),
    ),
    frames=(FrameItem("1", "Beleidsplan sociaal domein", "Gemeente Huizen", "2023-12-31", "Zelfde doelgroep."),),
    files=(FileItem("3", "Notitie financiën", None),),
)


def _many(number: int) -> PlannedAction:
    return replace(
        ACTION, key=str(number), number=f"{1 + number % 4}.{number}", own_number=number, title=f"Actie {number}"
    )


LARGE = replace(
    NORMAL,
    nodes=tuple(
        Node(str(line), "", 0, "opgave", str(line), f"Opgave {line}", "Een tekst. " * 40, (), (GOAL,) * 3,
             tuple(_many(number) for number in range(1, 101) if number % 4 == line - 1))
        for line in range(1, 5)
    ),
)  # fmt: skip

_KEPT = {"key", "parent", "part", "stance", "priority", "phase", "state", "takes_part", "amount", "phases_of", "code"}


def _nastier(value, name=""):
    """Every text as nasty as its field allows; codes, keys and dates stay."""
    if is_dataclass(value):
        return replace(value, **{one.name: _nastier(getattr(value, one.name), one.name) for one in fields(value)})
    if isinstance(value, tuple):
        return tuple(_nastier(one, name) for one in value)
    if not isinstance(value, str) or name in _KEPT or not value or value[:4].isdigit():
        return value
    return LONG[:200] if name in {"title", "name", "heard", "owner", "puller", "line"} else HOSTILE


NASTY = replace(
    _nastier(replace(NORMAL, tiles=())),
    tiles=TILES,
    region=replace(
        REGION, name="Noord-Veluwe en Midden-IJssel/Oost-Veluwe", leader=LONG, municipalities=(LONG, HOSTILE)
    ),
)
