"""The keys of a report's chapters, as they stand in addresses, questions, seals and reasons of return."""

SUMMARY = "samenvatting"
STEERING = "sturing"
DECISIONS = "besluitvorming"
OUTLOOK = "vooruitblik"
NODE_QUESTIONS = "onderdeel"  # the chapter of questions that are asked for every top node

FIGURES = "deel-cijfers"
SCANS = "deel-scans"
BOTTLENECKS = "deel-knelpunten"
LEARNING = "deel-leren"
MEANS = "deel-geld"
NETWORK = "deel-netwerk"
SUCCESSION = "deel-opvolging"

# Chapters that follow from what is kept elsewhere, in reading order, after the lines.
DERIVED_TITLES = {
    FIGURES: "Cijfers",
    SCANS: "Scans",
    BOTTLENECKS: "Knelpunten",
    LEARNING: "Leren",
    MEANS: "Middelen",
    NETWORK: "Netwerk",
    SUCCESSION: "Na dit programma",
}

# Anchors of what a report always has besides, and names of its parts in a national book: a chapter of a question set
# has another key than these.
FIXED_ANCHORS = frozenset(
    {
        *(DECISIONS, "actielijst", "bijlagen", "colofon", "gemeenten", "inhoud", "inhoudsopgave", "landelijk"),
        *("lijnen", "oogopslag", "verschil"),
        *DERIVED_TITLES,
    }
)

# The chapters as they stood before a set of questions had sections of its own: key, title, place.
FIRST_CHAPTERS = (
    (SUMMARY, "Samenvatting", "first"),
    (STEERING, "Sturing en randvoorwaarden", "first"),
    (NODE_QUESTIONS, "Per onderdeel van het programma", "line"),
    (OUTLOOK, "Vooruitblik", "last"),
)

_LINE = "onderdeel-"


def line_key(node_id: int) -> str:
    """The key of the chapter of one top node; its sections have keys of the same form."""
    return f"{_LINE}{node_id}"


def node_of(key: str) -> int | None:
    """The node of a chapter about a line, None for the other chapters."""
    number = key.removeprefix(_LINE)
    return int(number) if key.startswith(_LINE) and number.isdigit() else None
