"""The chapters of a report in the order of its PDF, from the very same document of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reporting.content import WrittenAnswer
from reporting.pdf.context import ReportDocument
from reporting.pdf.lines import ActionText, LineText, SectionText
from reporting.pdf.route import Proposal
from reporting.spoken.answers import per_municipality
from reporting.spoken.chapters import AdoptionChapter, MoneyChapter, MunicipalChapter, SignalsChapter
from reporting.spoken.signals import SignalText
from reporting.word_report.appendices import write_appendices
from reporting.word_report.derived import write_derived
from reporting.word_report.writing import Writer

NOT_FILLED_IN = "Niet ingevuld."


def write_report(writer: Writer, document: ReportDocument) -> None:
    _glance(writer, document)
    for chapter in document.first:
        writer.heading(chapter.title, 2)
        _answers(writer, chapter.answers, document.names)
    for line in document.lines:
        _line(writer, line, document.names)
    for derived in document.derived:
        write_derived(writer, derived)
    writer.heading(document.decisions_title, 2)
    for proposal in document.proposals:
        _proposal(writer, proposal)
    if not document.proposals:
        writer.line("Dit halfjaar zijn geen voorstellen behandeld.")
    if document.adoption:
        _adoption(writer, document.adoption)
    if document.money:
        _money(writer, document.money)
    for chapter in document.last:
        writer.heading(chapter.title, 2)
        _answers(writer, chapter.answers, document.names)
    for municipal in document.municipal:
        _municipal(writer, municipal)
    if document.signals:
        _signals(writer, document.signals)
    if document.people:
        writer.heading(document.people.title, 2)
        rows = [(row.role, "\n".join(row.people) or row.otherwise) for row in document.people.rows]
        writer.table(("Rol", "Wie"), rows)
    _difference(writer, document)
    write_appendices(writer, document.appendices)
    writer.heading("Colofon", 2)
    writer.table(("Wat", "Gegeven"), document.colophon.facts)
    if document.colophon.fingerprint:
        writer.line(" ".join(document.colophon.fingerprint), label="Vingerafdruk van de vastgelegde gegevens")


def _glance(writer: Writer, document: ReportDocument) -> None:
    glance = document.glance
    writer.heading("In één oogopslag", 2)
    for figure in glance.numbers:
        writer.line(f"{figure.number} {figure.words}")
    if glance.questions:
        rows = [(one.who, one.what, one.when) for one in glance.questions]
        writer.table(("Wie", "Wat", "Wanneer"), rows, caption="Wat wij van u vragen")
    for chart in document.charts:
        writer.line(chart.caption)
    for shift in glance.shifts:
        writer.line(f"{shift.sentence} {shift.because}".strip(), label=shift.name.rstrip("."))


def _answers(writer: Writer, answers: Iterable[WrittenAnswer], names: Mapping[str, str]) -> None:
    for answer in answers:
        writer.heading(answer.question, 3)
        rows = per_municipality(answer, names)
        if rows:
            writer.table(("Gemeente", "Antwoord"), [(row.name, row.words) for row in rows])
        else:
            writer.text(answer.text, otherwise=NOT_FILLED_IN)
        if answer.origin:
            writer.line(f"{answer.origin.capitalize()}.")


def _line(writer: Writer, line: LineText, names: Mapping[str, str]) -> None:
    writer.heading(line.title, 2)
    writer.line(line.name)
    _answers(writer, line.answers, names)
    for chart in line.charts:
        writer.line(chart.caption)
    for section in line.sections:
        _section(writer, section)


def _section(writer: Writer, section: SectionText) -> None:
    writer.heading(section.title, 3)
    if section.blocks:
        writer.line(" · ".join(f"{block.code} {block.title}" for block in section.blocks), label="Landelijk")
    if section.actions:
        writer.table(("Actie", "Trekker", "Fase", "Koers", "Einddatum"), map(_action_row, section.actions))
    else:
        writer.line("Er staan geen acties onder dit onderdeel.")
    for action in section.actions:
        _told(writer, action)


def _action_row(action: ActionText) -> tuple[str, ...]:
    title = f"{action.number} {action.title}{' (ongewijzigd)' if action.is_unchanged else ''}"
    course = f"{action.assessment.label}\nwas {action.before}" if action.before else action.assessment.label
    return (title, action.puller, action.phase.label, course, action.end)


def _told(writer: Writer, action: ActionText) -> None:
    parts = (
        ("Toelichting", action.explanation),
        ("Inspanningen", action.efforts),
        ("Resultaten", action.results),
        ("Vooruitblik", action.outlook),
    )
    if any(text for _, text in parts):
        writer.heading(f"{action.number} {action.title}", 4)
    for label, text in parts:
        if text:
            writer.line("", label=label)
            writer.text(text)


def _proposal(writer: Writer, proposal: Proposal) -> None:
    writer.heading(proposal.subject, 3)
    about = ", ".join(part for part in (proposal.reference and f"Kenmerk {proposal.reference}", proposal.date) if part)
    if about:
        writer.line(about)
    for number, decision in enumerate(proposal.decisions, 1):
        writer.line("", label=f"Gevraagd besluit {number}")
        writer.text(decision)
    stops = [(leg.title, stop) for leg in proposal.route.in_order for stop in leg.stops]
    rows = [
        (f"{title}: {stop.body}", stop.date, stop.purpose, stop.outcome.label if stop.outcome else "")
        for title, stop in stops
    ]
    writer.table(("Overleg", "Datum", "Doel", "Uitkomst"), rows, caption="Route")
    for treatment in proposal.treatments:
        writer.heading(f"{treatment.body}, {treatment.date}", 4)
        writer.line(treatment.outcome.label, label="Uitkomst")
        writer.quote(treatment.conclusion)
        for remark in treatment.remarks:
            writer.text(f"- {remark}")


def _adoption(writer: Writer, chapter: AdoptionChapter) -> None:
    writer.heading(chapter.title, 2)
    writer.line(chapter.sentence)
    rows = [(row.municipality, row.state.label, row.steps, row.on) for row in chapter.rows]
    writer.table(("Gemeente", "Stand", "Stappen", "Laatste datum"), rows)


def _money(writer: Writer, chapter: MoneyChapter) -> None:
    writer.heading(chapter.title, 2)
    rows = [
        (str(row.year), row.amount, row.actions, row.open_amounts, row.provisional, "\n".join(row.cover))
        for row in chapter.rows
    ]
    heads = ("Jaar", "Bedrag", "Acties met kosten", "Zonder bedrag", "Voorlopig", "Dekking")
    writer.table(heads, rows, caption="Bedragen in euro, opgeteld uit de acties in deze rapportage")


def _municipal(writer: Writer, chapter: MunicipalChapter) -> None:
    writer.heading(chapter.title, 2)
    for question in chapter.questions:
        writer.heading(question.question, 3)
        if not question.is_text:
            rows = [(row.name, row.words or NOT_FILLED_IN, row.origin.capitalize()) for row in question.rows]
            writer.table(("Gemeente", "Antwoord", "Herkomst"), rows)
            continue
        for row in question.rows:
            writer.heading(row.name, 4)
            writer.text(row.words, otherwise=NOT_FILLED_IN)
            if row.origin:
                writer.line(f"{row.origin.capitalize()}.")


def _signals(writer: Writer, chapter: SignalsChapter) -> None:
    writer.heading(chapter.title, 2)
    for title, signals in (
        ("Waarvoor wij aandacht vragen", chapter.passages),
        ("Antwoorden op eerdere signalen", chapter.earlier),
    ):
        if signals:
            writer.heading(title, 3)
        for signal in signals:
            _signal(writer, signal, is_earlier=signals is chapter.earlier)


def _signal(writer: Writer, signal: SignalText, *, is_earlier: bool) -> None:
    writer.heading(f"{signal.kind.label}: {signal.place}", 4)
    writer.quote(signal.passage)
    writer.text(signal.note)
    if is_earlier:
        writer.line(signal.answered, label="Antwoord van het landelijk team")
        writer.text(signal.answer, otherwise="Nog niet geantwoord.")


def _difference(writer: Writer, document: ReportDocument) -> None:
    told = document.differences
    writer.heading(document.difference_title, 2)
    if told.beside:
        writer.line(f"Vergeleken met {told.beside}.")
    for group in told.groups:
        writer.heading(group.title, 3)
        for one in group.things:
            writer.line("", label=f"{one.number} {one.title}".strip())
            for telling in one.tellings:
                writer.line(telling.opening)
                writer.text(telling.because)
    if not told.groups:
        writer.line(
            "Er is geen eerder verslag om mee te vergelijken."
            if told.is_first
            else "Er zijn geen verschillen met het vorige halfjaar."
        )
