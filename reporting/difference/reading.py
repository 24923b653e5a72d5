"""Reads the things out of a report: the region, its lines and actions, and what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from actions.models import Assessment, Phase, Priority
from reporting.content import ActionLineItem, LineChapter, ReportContent, WrittenAnswer
from reporting.difference.outcomes import adoption_thing, day_words, figure_things, money_thing, proposal_thing
from reporting.difference.things import Field, Subject, Thing, Things, by_key, list_field, short_field, text_field
from reporting.models import PersonRole, QuestionKind
from reporting.shifts import state_label

TEXTS = {"explanation", "efforts", "results", "outlook", "decisions"}
COUNTED = {QuestionKind.NUMBER, QuestionKind.MONEY}
REGION, MUNICIPAL = "regio", "gemeenten"
Chapter = tuple[str, str]


def things_of(content: ReportContent, *, schema: int | None = None) -> Things:
    """All that the report tells, in reading order. `schema`: only what a report of that schema could tell."""
    is_new = (schema or content.schema) >= 3
    return by_key(_all(content, is_new))


def _all(content: ReportContent, is_new: bool) -> Iterator[Thing]:
    chapters = {head.key: head.title for head in content.chapters}
    blocks = _blocks_by_number(content)
    yield _region(content, is_new)
    yield from (_answer(answer, (answer.chapter, chapters.get(answer.chapter, ""))) for answer in content.answers)
    for line in content.lines:
        chapter = (line.key, f"{line.code} {line.title}")
        yield Thing(Subject.LINE, line.key, line.code, line.title, _line_fields(line), *chapter)
        yield from (_answer(answer, chapter, at=line.key) for answer in line.answers)
        yield from (_action(action, chapter, blocks) for action in line.actions)
    yield from map(proposal_thing, content.proposals)
    yield from figure_things(content)
    if is_new:
        yield from _municipal(content)
        yield from map(adoption_thing, content.adoption)
        yield from map(money_thing, content.money)


def _blocks_by_number(content: ReportContent) -> Mapping[str, tuple[str, ...]]:
    """Codes of the national division, by the number of the action: of its blocks and of their lines."""
    found: dict[str, dict[str, None]] = {}
    for row in content.coverage:
        for number in row.action_numbers:
            codes = found.setdefault(number, {})
            codes.update(dict.fromkeys(code for code in (row.line_code, row.block_code) if code))
    return {number: tuple(codes) for number, codes in found.items()}


def _region(content: ReportContent, is_new: bool) -> Thing:
    facts = content.region
    accountable = tuple(one.name for one in content.people if one.role == PersonRole.ACCOUNTABLE) if is_new else ()
    hours = "" if facts.hours_a_week is None else str(facts.hours_a_week)
    fields = (
        short_field("leader", "Projectleider", facts.leader),
        short_field("hours", "Uren per week", hours),
        list_field("accountable", "Bestuurlijk trekker", accountable),
        list_field("municipalities", "Gemeenten", facts.municipalities),
        list_field("centres", "Centrumgemeenten", facts.centre_municipalities),
    )
    return Thing(Subject.REGION, "", "", "De regio", fields, REGION, "De regio")


def _line_fields(line: LineChapter) -> tuple[Field, ...]:
    return short_field("code", "Nummer", line.code), short_field("title", "Titel", line.title)


def _answer(answer: WrittenAnswer, chapter: Chapter, *, at: str = "", whose: str = "") -> Thing:
    is_text = answer.kind == QuestionKind.TEXT
    value = answer.text if is_text else answer.value or answer.text
    field = text_field("text", "Antwoord", value) if is_text else _typed(answer, value)
    title = f"{answer.question} ({whose})" if whose else answer.question
    key = f"{answer.key}@{at}" if at else answer.key
    return Thing(Subject.ANSWER, key, "", title, (field,), *chapter, is_figure=answer.kind in COUNTED)


def _typed(answer: WrittenAnswer, value: str) -> Field:
    stripped = value.strip()
    return Field("text", "Antwoord", stripped, answer.text.strip() or stripped if stripped else "")


def _municipal(content: ReportContent) -> Iterator[Thing]:
    for one in content.municipal_answers:
        for answer in one.answers:
            yield _answer(answer, (MUNICIPAL, "Antwoorden van gemeenten"), at=f"gemeente-{one.code}", whose=one.name)


def _action(action: ActionLineItem, chapter: Chapter, blocks: Mapping[str, tuple[str, ...]]) -> Thing:
    reasons = {change.field: change.reason for change in action.plan_changes if change.reason}
    because = action.now.explanation.strip()
    fields = (
        short_field("number", "Nummer", action.number),
        short_field("title", "Titel", action.title, because=reasons.get("title", "")),
        Field("line", "Onderdeel", chapter[0], chapter[1], because=reasons.get("node", "")),
        short_field("phase", "Fase", action.now.phase, _phase, "" if action.now.assessment else because),
        short_field("assessment", "Koers", action.now.assessment, _assessment, because),
        short_field("start", "Begindatum", action.start, day_words, reasons.get("start", "")),
        short_field("end", "Einddatum", action.end, day_words, reasons.get("end", "")),
        short_field("puller", "Trekker", action.puller, because=reasons.get("puller", "")),
        list_field("partners", "Partners", action.partners, reasons.get("partners", "")),
        short_field("priority", "Prioriteit", action.priority, _priority, reasons.get("priority", "")),
        list_field("measures", "Landelijke maatregelen", action.measures),
        text_field("explanation", "Toelichting", action.now.explanation),
        text_field("efforts", "Inspanningen", action.efforts),
        text_field("results", "Resultaten", action.results),
        text_field("outlook", "Vooruitblik", action.outlook),
    )
    told = blocks.get(action.number, ())
    state = state_label(action.now).lower()
    return Thing(Subject.ACTION, action.key, action.number, action.title, fields, *chapter, told, state, because)


def _phase(code: str) -> str:
    return str(Phase(code).label).lower()


def _assessment(code: str) -> str:
    return str(Assessment(code).label).lower()


def _priority(code: str) -> str:
    return str(Priority(code).label).lower()
