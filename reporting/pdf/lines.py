"""A chapter about one line: what was written, how its actions stand, and what was done in each section."""

from __future__ import annotations

from dataclasses import dataclass

from ghnt.documents.words import Word, short_date
from reporting.content import ActionLineItem, LineChapter, NationalBlock, Section, State, WrittenAnswer
from reporting.figures import ReportFigures
from reporting.pdf.drawings import Chart, assessment_chart, phase_chart
from reporting.pdf.words import assessment_word, phase_word
from reporting.shifts import state_label


@dataclass(frozen=True)
class ActionText:
    anchor: str
    number: str
    title: str
    puller: str
    phase: Word
    assessment: Word
    end: str
    explanation: str
    before: str
    is_unchanged: bool
    efforts: str
    results: str
    outlook: str

    @property
    def says_something(self) -> bool:
        return bool(self.efforts or self.results or self.outlook)


@dataclass(frozen=True)
class SectionText:
    anchor: str
    title: str
    blocks: tuple[NationalBlock, ...]
    actions: tuple[ActionText, ...]

    @property
    def told(self) -> tuple[ActionText, ...]:
        return tuple(action for action in self.actions if action.says_something)


@dataclass(frozen=True)
class LineText:
    anchor: str
    title: str
    name: str
    answers: tuple[WrittenAnswer, ...]
    charts: tuple[Chart, ...]
    sections: tuple[SectionText, ...]


def line_text(line: LineChapter, figures: ReportFigures, *, title: str) -> LineText:
    """`title` has the document's number, `name` the region's own; the total of `figures` is that of this line."""
    return LineText(
        anchor=line.key,
        title=title,
        name=f"{line.level_name.capitalize()} {line.code}",
        answers=line.answers,
        charts=_charts(figures),
        sections=tuple(_section(section, line.key) for section in line.sections),
    )


def _charts(figures: ReportFigures) -> tuple[Chart, ...]:
    if not figures.total.total:
        return ()
    return (
        assessment_chart([figures.total], ["Koers"], figures.assessment_sentence),
        phase_chart([figures.total], ["Fase"], figures.phase_sentence),
    )


def _section(section: Section, line_key: str) -> SectionText:
    own = section.key == line_key
    return SectionText(
        anchor=f"{section.key}-zelf" if own else section.key,
        title="Acties die direct hieronder vallen" if own else f"{section.code} {section.title}",
        blocks=section.blocks,
        actions=tuple(map(_action, section.actions)),
    )


def _action(action: ActionLineItem) -> ActionText:
    return ActionText(
        anchor=f"actie-{action.key}",
        number=action.number,
        title=action.title,
        puller=action.puller,
        phase=phase_word(action.now),
        assessment=assessment_word(action.now),
        end=short_date(action.end),
        explanation=action.now.explanation,
        before=_before(action.before),
        is_unchanged=action.is_unchanged,
        efforts=action.efforts,
        results=action.results,
        outlook=action.outlook,
    )


def _before(state: State) -> str:
    """Vorig halfjaar: op koers, in voorbereiding."""
    return state_label(state).lower()
