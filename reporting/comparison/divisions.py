"""The national lines and blocks that sealed reports know, in the words of the edition they were sealed with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.content import ActionLineItem, ReportContent


@dataclass(frozen=True)
class Division:
    """A national line, or a building block under the line `line`."""

    code: str
    title: str
    line: str

    @property
    def is_line(self) -> bool:
        return self.code == self.line

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


def divisions_in(contents: Iterable[ReportContent]) -> tuple[Division, ...]:
    """Each line followed by its blocks; what one report knows and another does not is in it too."""
    lines: dict[str, dict[str, Division]] = {}
    for content in contents:
        for row in content.coverage:
            under = lines.setdefault(row.line_code, {})
            under.setdefault(row.line_code, Division(row.line_code, row.line_title, row.line_code))
            if row.block_code:
                under.setdefault(row.block_code, Division(row.block_code, row.block_title, row.line_code))
    return tuple(division for under in lines.values() for division in under.values())


def actions_under(content: ReportContent, code: str) -> tuple[ActionLineItem, ...]:
    """The region's actions under a line or block, in the order of the report; nothing under an unknown one."""
    rows = [row for row in content.coverage if code and code in (row.line_code, row.block_code)]
    numbers = {number for row in rows for number in row.action_numbers}
    return tuple(action for action in content.actions if action.number in numbers)


def actions_beside_blocks(content: ReportContent, line: str) -> tuple[ActionLineItem, ...]:
    """The region's actions that hang on the line itself, without a block."""
    rows = [row for row in content.coverage if row.line_code == line and not row.block_code]
    numbers = {number for row in rows for number in row.action_numbers}
    return tuple(action for action in content.actions if action.number in numbers)
