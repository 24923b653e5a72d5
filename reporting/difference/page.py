"""What the page about one difference shows."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.content import Difference
from reporting.difference.kinds import ChangeKind
from reporting.difference.telling import Told
from reporting.difference.texts import TextChapter

_AFTER_A_NUMBER = {
    ChangeKind.DECISIONS: "in de besluitvorming",
    ChangeKind.ADOPTION: "bij de vaststelling",
    ChangeKind.MONEY: "bij het geld",
}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class DifferencePage:
    """`groups` are all but the texts; without a difference there is nothing to compare with."""

    subject: str
    beside: str
    audience: str
    difference: Difference | None
    groups: tuple[tuple[ChangeKind, tuple[Told, ...]], ...]
    chapters: tuple[TextChapter, ...]
    versions: tuple[Choice, ...]
    others: tuple[Choice, ...]
    is_compared: bool
    workbook_url: str
    read_url: str

    @property
    def has_choice(self) -> bool:
        return len(self.versions) > 1 or len(self.others) > 1

    @property
    def nothing(self) -> str:
        if self.is_compared:
            return "Er is geen eerder verslag om mee te vergelijken."
        return "Een extra uitvraag, of een uitvraag over gekozen thema’s, vergelijken wij niet met een vorig halfjaar."

    @property
    def counts(self) -> tuple[str, ...]:
        """ "3 slechter", in the order of the page."""
        told = [f"{len(things)} {_counted(kind, len(things))}" for kind, things in self.groups]
        texts = sum(chapter.count for chapter in self.chapters)
        return (*told, *((f"{texts} teksten" if texts > 1 else "1 tekst",) if texts else ()))


def _counted(kind: ChangeKind, number: int) -> str:
    """The words after a number, in a sentence."""
    if kind is ChangeKind.FIGURES and number == 1:
        return "cijfer"
    return _AFTER_A_NUMBER.get(kind, kind.label.lower())
