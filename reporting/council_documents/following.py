"""Money, who was heard, what comes next, and which papers go along."""

from __future__ import annotations

from programmes.models import CouncilDocumentKind
from reporting.council_documents.counts import protected
from reporting.council_documents.explaining import report_origin
from reporting.council_documents.sources import Sources, Step, day_in_words
from reporting.council_documents.wording import Told, bullets, fill_in, origin, paragraphs
from reporting.programme_document.content import ConsultationItem
from reporting.programme_document.money import YearRow, money_text
from reporting.programme_document.wording import file_words, period_words

MOST_FILES = 20


def money(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    years = money_text(sources.content).years
    title, means = sources.chapter("middelen", "geld")
    text = paragraphs(
        protected(means, exact=sources.exact),
        "De acties kosten in de hele regio:\n\n" + bullets(map(_year, years)) if years else "",
        f"De gemeente {sources.municipality} betaalt mee aan:\n\n{bullets(sources.own_costs)}"
        if sources.own_costs
        else "",
        "Dekking: " + fill_in("uit welk budget van de gemeente?"),
    )
    return Told(
        text,
        origin(
            f"{sources.version}, hoofdstuk {title}" if title else "",
            f"{sources.version}, geld per jaar" if years else "",
            f"uit de kosten van de acties, {day_in_words(sources.on)}" if sources.own_costs else "",
        ),
    )


def heard(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    found = sources.content.consultations
    title, involved = sources.chapter("betrokkenheid")
    text = paragraphs(
        protected(involved, exact=sources.exact),
        "Voor dit programma is gesproken met:\n\n" + bullets(_consultation(one, sources) for one in found)
        if found
        else "",
    )
    return Told(
        text or fill_in("wie is gehoord, en wat is daarmee gedaan?"),
        origin(
            f"{sources.version}, hoofdstuk {title}" if title else "",
            f"{sources.version}, inbreng belanghebbenden" if found else "",
        ),
    )


def sequel(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    facts, report = sources.content.facts, sources.report
    outlook = protected(report.outlook, exact=sources.exact) if report else ""
    dated = bullets(map(_step, sources.steps))
    own_date = f"Het besluit staat gepland op {day_in_words(sources.planned_on)}." if sources.planned_on else ""
    text = paragraphs(
        f"Uitvoering: het programma loopt {_from(period_words(facts.valid_from, facts.valid_to))}.",
        f"De regio schrijft over het komende halfjaar:\n\n{outlook}" if outlook else "",
        "Tijdspad: " + (own_date or ("" if dated else fill_in("wanneer gebeurt wat?"))),
        dated,
        "Communicatie: " + fill_in("wie vertelt wat aan wie?"),
        "Evaluatie: de regio rapporteert elk halfjaar over de voortgang. De raad kan die rapportage krijgen.",
    )
    steps = sources.steps or sources.planned_on
    return Told(
        text,
        origin(
            sources.version,
            report_origin(sources) if outlook else "",
            f"uit de besluitroute van {sources.municipality}" if steps else "",
        ),
    )


def attachments(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    programme = f"Programma ‘{sources.content.facts.title}’, versie {sources.number}"
    report = sources.report
    items = [
        programme,
        *([f"Rapportage van de regio over het {report.half_year}"] if report else []),
        *map(file_words, sources.content.files[:MOST_FILES]),
    ]
    return Told(bullets(items), origin(f"{sources.version}, bijlagen", report_origin(sources)))


def _year(row: YearRow) -> str:
    amount = row.provisional.removesuffix(" en p.m.")  # what is p.m. is told after it
    provisional = f", waarvan voorlopig {amount}" if amount else ""
    open_amounts = f"; van {row.open_amounts} {'post' if row.open_amounts == '1' else 'posten'} is het bedrag nog p.m."
    return f"{row.year}: {row.amount}{provisional}{open_amounts if row.open_amounts else ''}"


def _consultation(one: ConsultationItem, sources: Sources) -> str:
    how = ", ".join(part for part in (day_in_words(one.date) if one.date else "", one.way) if part)
    said = f" Inbreng: {one.said.rstrip('.')}." if one.said else ""
    outcome = f" Wat ermee is gedaan: {one.outcome.rstrip('.')}." if one.outcome else ""
    return protected(f"{one.heard}{f' ({how})' if how else ''}.{said}{outcome}", exact=sources.exact)


def _step(step: Step) -> str:
    if step.done_on:
        return f"{step.name}: gedaan op {day_in_words(step.done_on)}"
    return f"{step.name}: {f'gepland op {day_in_words(step.planned_on)}' if step.planned_on else 'datum volgt'}"


def _from(period: str) -> str:
    return period if period.startswith("vanaf") else f"van {period}"
