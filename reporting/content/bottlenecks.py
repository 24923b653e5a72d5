"""What stood in the way at the end of the half year, where it lay, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BottleneckAnswer:
    """Said of a bottleneck in the half year: what kind of step, by whom in words, and the text. The date is ISO."""

    kind: str
    level: str
    text: str
    at: str


@dataclass(frozen=True)
class BottleneckItem:
    """As it stood at the end of the half year; `since` (ISO) is from when it waited there, None when it did not."""

    code: str
    title: str
    text: str
    proposed_solution: str
    state: str
    state_label: str
    level: str
    level_label: str
    since: str | None
    blocks: tuple[str, ...]
    answers: tuple[BottleneckAnswer, ...]


@dataclass(frozen=True)
class BottlenecksTold:
    """`open` the longest waiting first; `solved` in the half year."""

    open: tuple[BottleneckItem, ...] = ()
    solved: tuple[BottleneckItem, ...] = ()


NO_BOTTLENECKS = BottlenecksTold()
