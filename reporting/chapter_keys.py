"""The keys of a report's chapters, as they stand in addresses, questions, seals and reasons of return."""

SUMMARY = "samenvatting"
STEERING = "sturing"
DECISIONS = "besluitvorming"
OUTLOOK = "vooruitblik"
NODE_QUESTIONS = "onderdeel"  # the chapter of questions that are asked for every top node

_LINE = "onderdeel-"


def line_key(node_id: int) -> str:
    """The key of the chapter of one top node; its sections have keys of the same form."""
    return f"{_LINE}{node_id}"


def node_of(key: str) -> int | None:
    """The node of a chapter about a line, None for the other chapters."""
    number = key.removeprefix(_LINE)
    return int(number) if key.startswith(_LINE) and number.isdigit() else None
