"""How first texts are put together: paragraphs, lists, places to fill in, and where it all came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FILL_IN = "[Vul aan:"
NOT_FROM_PROGRAMME = "geen bron: schrijf dit hoofdstuk zelf"


@dataclass(frozen=True)
class Told:
    text: str
    origin: str


def paragraphs(*parts: str) -> str:
    """Paragraphs with a blank line between; what is empty is left out."""
    return "\n\n".join(part.strip() for part in parts if part and part.strip())


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {_one_line(item)}" for item in items)


def numbered(items: Iterable[str]) -> str:
    return "\n".join(f"{number}. {_one_line(item)}" for number, item in enumerate(items, start=1))


def fill_in(what: str) -> str:
    """A place that only the municipality can fill: [Vul aan: …]."""
    return f"{FILL_IN} {what}]"


def first_paragraph(text: str) -> str:
    return text.strip().split("\n\n", 1)[0].strip()


def origin(*parts: str) -> str:
    """uit het programma, versie 2, hoofdstuk Visie; uit de rapportage over het 2e halfjaar 2020"""
    return "; ".join(dict.fromkeys(part for part in parts if part)) or NOT_FROM_PROGRAMME


def _one_line(text: str) -> str:
    return " ".join(text.split())
