"""Reads from a seal only what was answered: most of a seal is about actions, and 28 of them are read for one page."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from reporting.content import MunicipalAnswers, WrittenAnswer


@dataclass(frozen=True)
class SealedLine:
    code: str
    title: str
    answers: tuple[WrittenAnswer, ...]


@dataclass(frozen=True)
class SealedAnswers:
    """A part of ReportContent, by the same names."""

    answers: tuple[WrittenAnswer, ...]
    lines: tuple[SealedLine, ...]
    municipal_answers: tuple[MunicipalAnswers, ...] = ()


_answers = TypeAdapter(SealedAnswers)


def read_answers(text: str) -> SealedAnswers:
    return _answers.validate_json(text)
