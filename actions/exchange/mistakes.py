"""What is wrong in a file: the place, the value, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class NotUnderstoodError(Exception):
    """A cell says what cannot be saved; the words tell what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Mistake:
    """One thing to mend. Without a cell it is about the sheet, without a sheet about the file."""

    message: str
    sheet: str = ""
    cell: str = ""
    value: str = ""

    @property
    def place(self) -> str:
        """ "Acties!J14" """
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def as_json(self) -> dict[str, str]:
        return {"sheet": self.sheet, "cell": self.cell, "value": self.value, "message": self.message}


class UnreadableFileError(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(" ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes
