"""Why and what for: introduction, result, arguments and risks, how it goes, what the municipality does."""

from __future__ import annotations

from actions.models import Participation
from programmes.models import CouncilDocumentKind, RequiredAct
from reporting.council_documents.asking import own_rows_origin
from reporting.council_documents.counts import protected
from reporting.council_documents.sources import OwnAction, Sources, day_in_words
from reporting.council_documents.wording import Told, bullets, fill_in, first_paragraph, origin, paragraphs
from reporting.programme_document.content import GoalItem
from reporting.programme_document.selecting import lines_in

_COUNCIL_MAY = (
    "Bevoegdheid: de raad stelt het beleidsplan vast voor maatschappelijke ondersteuning (artikel 2.1.2 Wmo 2015) en "
    "voor jeugdhulp (artikel 2.2 Jeugdwet). De aanpak van huiselijk geweld en kindermishandeling hoort daarbij."
)
_COLLEGE_MAY = "Bevoegdheid: het college voert het beleid uit dat de raad vaststelde (artikel 160 Gemeentewet)."
_INFORMED = "Bevoegdheid: het college informeert de raad (artikel 169 Gemeentewet)."


def introduction(kind: CouncilDocumentKind, sources: Sources) -> Told:
    title, occasion = sources.chapter("achtergrond", "missie", "inleiding")
    region, frames = sources.content.region, sources.content.frames
    names = ", ".join(region.municipalities)
    text = paragraphs(
        "Aanleiding: " + (protected(occasion, exact=sources.exact) or fill_in("waarom komt dit stuk nu?")),
        _authority(kind, sources),
        f"Kader: het programma volgt de landelijke aanpak ({sources.content.facts.edition}).",
        "Het hangt samen met:\n\n" + bullets(_frame(one.title, one.owner, one.valid_to) for one in frames)
        if frames
        else "",
        f"Context: de regio {region.name} bestaat uit {len(region.municipalities)} gemeenten: {names}."
        if names
        else "",
    )
    chapter = f", hoofdstuk {title}" if title else ""
    return Told(text, origin(f"{sources.version}{chapter}", "uit de beleidskaders van het programma" if frames else ""))


def result(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    title, vision = sources.chapter("visie", "resultaat", "missie")
    goals = [*sources.content.goals, *(goal for node in lines_in(sources.content) for goal in node.goals)]
    text = paragraphs(
        protected(vision, exact=sources.exact),
        "Dit zijn de doelen:\n\n" + bullets(_goal(goal, sources) for goal in goals) if goals else "",
    )
    chapter = f", hoofdstuk {title}" if title else ""
    from_goals = f"{sources.version}, doelen" if goals else ""
    return Told(
        text or fill_in("wat is er aan het einde bereikt?"),
        origin(f"{sources.version}{chapter}" if title else "", from_goals),
    )


def explanation(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    lines = lines_in(sources.content)
    arguments = [_argument(f"{node.code} {node.title}", node.text, sources) for node in lines]
    title, risks = sources.chapter("aandachtspunten")
    text = paragraphs(
        "Argumenten",
        bullets(arguments) if arguments else fill_in("waarom dit besluit?"),
        "Risico’s",
        protected(risks, exact=sources.exact) or fill_in("welke risico’s ziet de gemeente, en wat doet zij eraan?"),
    )
    chapter = f"{sources.version}, hoofdstuk {title}" if title else ""
    return Told(text, origin(f"{sources.version}, onderdelen" if lines else "", chapter))


def progress(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    report = sources.report
    if report is None or not report.summary:
        return Told(fill_in("hoe gaat het met de uitvoering?"), origin())
    text = f"Over het {report.half_year} schrijft de regio:\n\n{protected(report.summary, exact=sources.exact)}"
    return Told(text, report_origin(sources))


def own_part(_kind: CouncilDocumentKind, sources: Sources) -> Told:
    if not sources.municipality:
        return Told(fill_in("aan welke acties doet de gemeente mee?"), origin())
    if not sources.own_actions:
        return Told(
            f"De gemeente {sources.municipality} vulde nog niet in aan welke acties zij meedoet.\n\n"
            f"{fill_in('wat doet de gemeente?')}",
            f"uit de rijen van {sources.municipality}, {day_in_words(sources.on)}",
        )
    text = f"De gemeente {sources.municipality} doet mee aan:\n\n{bullets(map(_own_action, sources.own_actions))}"
    return Told(protected(text, exact=sources.exact), own_rows_origin(sources))


def report_origin(sources: Sources) -> str:
    if sources.report is None:
        return ""
    return f"uit de rapportage over het {sources.report.half_year}, versie {sources.report.version}"


def _authority(kind: CouncilDocumentKind, sources: Sources) -> str:
    if kind == CouncilDocumentKind.COUNCIL_LETTER:
        return _INFORMED
    if kind == CouncilDocumentKind.COLLEGE_DECISION:
        return _COLLEGE_MAY
    own_way = f" Afgesproken is: {sources.own_way}" if sources.own_way else ""
    if sources.act == RequiredAct.OPINION:
        return (
            f"{_COUNCIL_MAY} In deze regio besluit de raad van de centrumgemeente; andere raden geven een zienswijze."
        )
    return _COUNCIL_MAY + own_way


def _frame(title: str, owner: str, valid_to: str | None) -> str:
    until = f", loopt tot en met {day_in_words(valid_to)}" if valid_to else ""
    return f"{title}{f' ({owner})' if owner else ''}{until}"


def _goal(goal: GoalItem, sources: Sources) -> str:
    target = f" Streefwaarde: {goal.target}." if goal.target else ""
    due = f" Uiterlijk {day_in_words(goal.due)}." if goal.due else ""
    return f"{protected(goal.statement.rstrip('.'), exact=sources.exact)}.{target}{due}"


def _argument(title: str, text: str, sources: Sources) -> str:
    said = protected(first_paragraph(text), exact=sources.exact)
    return f"{title}: {said}" if said else title


def _own_action(action: OwnAction) -> str:
    words = {Participation.LATER: "later"}.get(Participation(action.takes_part), "")
    since = f"{'vanaf' if words else 'sinds'} {day_in_words(action.since)}" if action.since else ""
    how = ", ".join(part for part in (words, since) if part)
    said = f". {action.elaboration}" if action.elaboration else ""
    return f"{action.number} {action.title}{f' ({how})' if how else ''}{said}"
