"""The appendices of a report as Word tables."""

from __future__ import annotations

from reporting.pdf.appendices import Appendices, ListedAction
from reporting.word_report.writing import Writer


def write_appendices(writer: Writer, appendices: Appendices) -> None:
    writer.heading(appendices.actions.title, 2)
    heads = ("Actie", "Trekker en partners", "Planning", "Vorig halfjaar", "Bijgewerkt")
    writer.table(heads, map(_listed_row, appendices.listed))
    writer.heading(appendices.coverage.title, 2)
    for line in appendices.covered:
        writer.heading(line.title, 3)
        rows = [
            (f"{one.block_code} {one.block_title}".strip() or "De lijn als geheel", ", ".join(one.action_numbers))
            for one in line.blocks
        ]
        writer.table(("Bouwsteen", "Acties"), rows)
    _region(writer, appendices)
    if appendices.answers:
        writer.heading(appendices.answers.title, 2)
        for about, answers in appendices.answers.groups:
            writer.heading(about, 3)
            rows = [(one.question, "\n\n".join(part for part in (one.words, one.origin) if part)) for one in answers]
            writer.table(("Vraag", "Antwoord"), rows)


def _listed_row(action: ListedAction) -> tuple[str, ...]:
    more = [f"Landelijke maatregelen: {' · '.join(action.measures)}"] if action.measures else []
    if action.explanation_before:
        more.append(f"Toelichting vorig halfjaar: {action.explanation_before}")
    more += [f"{one.label}, {one.on}: van {one.before} naar {one.after}, want: {one.reason}" for one in action.changes]
    priority = [f"prioriteit {action.priority.lower()}"] if action.priority else []
    return (
        "\n\n".join((f"{action.number} {action.title}", *more)),
        "\n".join((action.puller, *action.partners)),
        "\n".join((action.planning, *priority)),
        "\n".join(word.label for word in action.before),
        action.updated,
    )


def _region(writer: Writer, appendices: Appendices) -> None:
    region = appendices.region
    writer.heading(appendices.municipalities.title, 2)
    if region.leader:
        hours = f", {region.hours_a_week} uur per week" if region.hours_a_week else ""
        writer.line(f"{region.leader}{hours}", label="Projectleider")
    if region.centre_municipalities:
        writer.line(", ".join(region.centre_municipalities), label="Centrumgemeenten vrouwenopvang")
    writer.line(", ".join(region.municipalities) or "Niet bekend.", label="Gemeenten in de regio")
