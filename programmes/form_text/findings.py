"""What comes up beside the fields while a form is read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """A line with words in it. `follows` is the number of the line with words before it."""

    number: int
    follows: int
    raw: str

    @property
    def is_after_blank(self) -> bool:
        return self.follows != self.number - 1


@dataclass
class Findings:
    """Collects what is not understood, and the sentences that ask the user for something."""

    problems: list[str] = field(default_factory=list)
    _blocks: list[list[Line]] = field(default_factory=list)
    _parts: list[tuple[Line, str]] = field(default_factory=list)

    def keep(self, line: Line) -> None:
        """Keep a whole line."""
        self._blocks.append([line])

    def keep_rest(self, lines: list[Line]) -> None:
        """Keep lines as one block."""
        self._blocks.append(lines)

    def keep_part(self, line: Line, text: str) -> None:
        """Keep the part of a line that found no field."""
        self._parts.append((line, text))

    def unrecognised(self) -> tuple[str, ...]:
        """The kept text in the order of the form. Lines with no recognised text in between are one block."""
        joined: list[list[Line]] = []
        for block in sorted(self._blocks, key=lambda lines: lines[0].number):
            if joined and len(block) == 1 and block[0].follows == joined[-1][-1].number:
                joined[-1].extend(block)
            else:
                joined.append(block)
        texts = [(block[0].number, _text_of(block)) for block in joined]
        texts += [(line.number, text) for line, text in self._parts]
        return tuple(text for _number, text in sorted(texts, key=lambda numbered: numbered[0]))


def _text_of(lines: list[Line]) -> str:
    text = "".join("\n" * (line.number - line.follows) + line.raw for line in lines)
    return text.strip("\n").rstrip()
