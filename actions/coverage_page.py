"""What the page and the workbook of one region's coverage tell: per block or measure the answer and what covers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from actions.coverage import covered
from actions.learning import front_runners
from actions.models import Action
from ghnt.documents.workbook import Sheet
from programmes.catalogue import EntryTitle
from programmes.coverage import StanceRow, Subject, groups_with_others, stances
from programmes.models import OutlineNode, RegionalProgramme, Stance
from programmes.wording import titles_in_force

UNANSWERED = "Nog geen antwoord"


@dataclass(frozen=True)
class CoverageRow:
    """One block or measure in one region."""

    entry: EntryTitle
    answer: StanceRow | None
    nodes: tuple[OutlineNode, ...]
    action_ids: tuple[int, ...]
    actions_url: str
    front_runner: str = ""  # the region that is ahead on it

    @property
    def stance(self) -> Stance | None:
        return Stance(self.answer.stance) if self.answer else None

    @property
    def reason(self) -> str:
        return self.answer.reason if self.answer else ""

    @property
    def action_words(self) -> str:
        count = len(self.action_ids)
        return "1 actie" if count == 1 else f"{count} acties"


@dataclass(frozen=True)
class CoverageGroup:
    title: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True)
class Coverage:
    subject: Subject
    edition: str
    sentence: str
    groups: tuple[CoverageGroup, ...]

    @property
    def rows(self) -> Iterator[CoverageRow]:
        return (row for group in self.groups for row in group.rows)


def coverage_of(programme: RegionalProgramme, subject: Subject, *, on: date, running: bool = True) -> Coverage:
    """The whole edition in force, then what is still pointed to in other editions; a constant number of queries."""
    titles = titles_in_force(programme.programme, on=on)
    answers = {pk: row for (_programme, pk), row in stances(subject, [programme]).items()}
    found = covered(subject, [programme], titles.edition)[programme.pk]
    ahead = front_runners.present() if subject is Subject.BLOCKS else {}
    nodes = {node.pk: node for node in OutlineNode.objects.of(programme)} if subject is Subject.BLOCKS else {}

    def row(entry: EntryTitle) -> CoverageRow:
        return CoverageRow(
            entry,
            answers.get(entry.pk),
            tuple(nodes[pk] for pk in found.nodes.get(entry.pk, ()) if pk in nodes),
            tuple(found.actions.get(entry.pk, ())),
            actions_url(programme, subject, entry.pk, running=running),
            ahead[entry.pk].region.name if entry.pk in ahead else "",
        )

    groups = tuple(
        CoverageGroup(title, tuple(row(entry) for entry in entries))
        for title, entries in groups_with_others(subject, titles, found.pointed | set(answers))
    )
    own = [row for group in groups for row in group.rows if row.entry.edition == titles.edition.code]
    return Coverage(subject, titles.edition.name, sentence_of(subject, own), groups)


def actions_url(programme: RegionalProgramme, subject: Subject, pk: int, *, running: bool = True) -> str:
    """The list of a region's actions that cover it."""
    query = {subject.singular: str(pk)} | ({} if running else {"programma": str(programme.pk)})
    return f"{reverse('actions:action_list', args=[programme.region.slug])}?{urlencode(query)}"


def sentence_of(subject: Subject, rows: list[CoverageRow]) -> str:
    """ "14 van 19 bouwstenen hebben een antwoord; 9 gedekt door acties; 2 bewust niet." """
    if not rows:
        return f"De landelijke indeling heeft nog geen {subject}."
    answered = sum(row.stance is not None for row in rows)
    with_actions = sum(bool(row.action_ids) for row in rows)
    refused = sum(row.stance is Stance.NOT for row in rows)
    has = "heeft" if answered == 1 else "hebben"
    return (
        f"{answered} van {len(rows)} {subject} {has} een antwoord; "
        f"{with_actions} gedekt door acties; {refused} bewust niet."
    )


def coverage_sheet(coverage: Coverage) -> Sheet:
    """Every row with its answer, nodes and actions, as the page has them."""
    ids = {pk for row in coverage.rows for pk in row.action_ids}
    names = {
        action.pk: f"{action.code} {action.title}"
        for action in Action.objects.filter(pk__in=ids).select_related("node")
    }
    columns = (
        ("Groep", 30),
        ("Nummer", 10),
        (coverage.subject.singular.capitalize(), 50),
        ("Keuze", 20),
        ("Reden", 50),
        ("Onderdelen", 40),
        ("Aantal acties", 14),
        ("Acties", 60),
    )
    return Sheet(coverage.subject.capitalize(), columns, _sheet_rows(coverage, names))


def _sheet_rows(coverage: Coverage, names: dict[int, str]) -> Iterator[tuple[str | int, ...]]:
    for group in coverage.groups:
        for row in group.rows:
            yield (
                group.title,
                row.entry.code,
                row.entry.title,
                row.stance.label if row.stance else UNANSWERED,
                row.reason,
                "\n".join(str(node) for node in row.nodes),
                len(row.action_ids),
                "\n".join(names[pk] for pk in row.action_ids),
            )
