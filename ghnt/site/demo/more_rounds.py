"""Around the two regular rounds: an extra one, a later date, reports that were withdrawn, taken up or reopened, and a
region's own report; with the people who wrote and read along.
"""

from __future__ import annotations

from datetime import date

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.site.demo import light_words as words
from ghnt.site.demo.people import NATIONAL
from programmes.models import BuildingBlock, Condition
from regions.models import Region
from reporting import workflow
from reporting.asked import asked_in
from reporting.models import Answer, PersonRole, Report, ReportPerson, ReportRound, RoundKind, RoundScope
from reporting.round_changes import extend_due, save_round, start_own

BEFORE, NOW = HalfYear(2020, 2), HalfYear(2021, 1)
WITH_SECOND_READER = 3  # two of three reports have one

EXTRA_REGIONS = (
    *("gooi-en-vechtstreek", "zuidoost-brabant", "groningen", "fryslan", "ijsselland"),
    *("flevoland", "west-brabant", "twente", "haaglanden"),
)
EXTRA_SUBMITTED = ("zuidoost-brabant", "fryslan", "ijsselland", "flevoland")
EXTRA_ACCEPTED = ("ijsselland", "flevoland")

LATER = (
    ("haaglanden", date(2021, 9, 30), "De projectleider is in juli vervangen. De nieuwe projectleider werkt zich in."),
    ("zeeland", date(2021, 10, 1), "Twee raden vergaderen pas eind september over de cijfers."),
)
WITHDRAWN = ("west-brabant", "Bij één actie stond het cijfer van vorig jaar. Wij verbeteren het en dienen opnieuw in.")
TAKEN_UP = ("fryslan", "zaanstreek-waterland")
REOPENED = ("zuid-limburg", "In het hoofdstuk Middelen stond een verkeerd bedrag. De regio maakt een nieuwe versie.")


def name_people(report: Report, *, by: User) -> None:
    """Who wrote, who read along in most regions, and who is accountable; the same each time."""
    seed = report.region_id + report.round_id
    names = [f"{first} {last}" for first, last in zip(words.FIRST_NAMES, reversed(words.LAST_NAMES), strict=False)]
    rows = [(PersonRole.WROTE, by.name, "regionaal projectleider")]
    if seed % WITH_SECOND_READER:
        rows.append((PersonRole.READ_ALONG, names[seed % len(names)], "adviseur Zorg en Veiligheid"))
    rows.append((PersonRole.ACCOUNTABLE, names[(seed + 5) % len(names)], "wethouder van de centrumgemeente"))
    told = dict.fromkeys((role, name) for role, name, _ in rows)
    functions = {(role, name): function for role, name, function in rows}
    ReportPerson.objects.bulk_create(
        ReportPerson(report=report, role=role, name=name, function=functions[role, name]) for role, name in told
    )


def make_more_rounds() -> None:
    """After the regular reports, in order of time."""
    national = User.objects.get(email=NATIONAL)
    _reopen(national)
    _extra(national)
    _hands(national)
    _own("zuidoost-brabant", national)


def _reopen(national: User) -> None:
    slug, reason = REOPENED
    with clock.standing_at(date(2021, 6, 28)):
        report = _regular(slug, BEFORE)
        workflow.reopen(report=report, reason=reason, by=national)


def _extra(national: User) -> None:
    regular = ReportRound.objects.regular().get(half_year=NOW)
    round_ = ReportRound(
        code=f"eerder-in-beeld-{NOW}",
        kind=RoundKind.EXTRA,
        name="Eerder in beeld",
        programme=regular.programme,
        half_year=NOW,
        question_set=regular.question_set,
        scope=RoundScope.CHOSEN,
        is_for_all=False,
        opens=date(2021, 6, 28),
        due=date(2021, 7, 10),
        reaction_due=date(2021, 8, 1),
        explanation="Voor de brief aan de Tweede Kamer. Alleen wat bij deze bouwstenen en thema’s hoort.",
    )
    blocks = BuildingBlock.objects.filter(programme=regular.programme).order_by("pk")[:3]
    themes = Condition.objects.filter(programme=regular.programme).order_by("pk")[:1]
    with clock.standing_at(date(2021, 6, 14)):
        invited = Region.objects.filter(slug__in=EXTRA_REGIONS)
        save_round(round=round_, seen=0, blocks=blocks, conditions=themes, invited=invited)
    with clock.standing_at(date(2021, 7, 5)):
        more = Region.objects.get(slug="gooi-en-vechtstreek")
        reason = "De regio schrijft nu ook de gewone rapportage. Twee weken later kan zonder vertraging."
        extend_due(round=round_, region=more, due=date(2021, 7, 23), reason=reason, by=national)
    for slug in EXTRA_SUBMITTED:
        _answer_extra(slug, round_, national)


def _answer_extra(slug: str, round_: ReportRound, national: User) -> None:
    """What the region told for the regular round, as far as it is asked here too."""
    regular = _regular(slug, NOW)
    by = _writer(regular) or national
    with clock.standing_at(date(2021, 7, 2)):
        report = Report.objects.create(region=regular.region, round=round_, started_at=clock.now())
        copy_answers(regular, report)
        name_people(report, by=by)
    with clock.standing_at(date(2021, 7, 8)):
        workflow.submit(report=report, by=by)
    if slug in EXTRA_ACCEPTED:
        with clock.standing_at(date(2021, 7, 9)):
            workflow.open_report(report=report, by=national)
            workflow.accept(report=report, version_number=1, by=national)


def _hands(national: User) -> None:
    """Of the open round: later dates, two reports taken up, one taken back."""
    round_ = ReportRound.objects.regular().get(half_year=NOW)
    for slug, due, reason in LATER:
        with clock.standing_at(date(2021, 7, 8)):
            extend_due(round=round_, region=Region.objects.get(slug=slug), due=due, reason=reason, by=national)
    with clock.standing_at(date(2021, 7, 9)):
        for slug in TAKEN_UP:
            workflow.open_report(report=_regular(slug, NOW), by=national)
        slug, reason = WITHDRAWN
        report = _regular(slug, NOW)
        workflow.withdraw(report=report, by=_writer(report) or national, reason=reason)


def _own(slug: str, national: User) -> None:
    """A report for the own steering group, beside the national one, sealed and adopted."""
    regular = _regular(slug, NOW)
    by = _writer(regular) or national
    with clock.standing_at(date(2021, 7, 8)):
        report = start_own(region=regular.region, half_year=NOW, due=date(2021, 7, 16), by=by)
        copy_answers(regular, report)
        name_people(report, by=by)
        workflow.submit(report=report, by=by)
    with clock.standing_at(date(2021, 7, 9)):
        workflow.adopt(report=report, body_name="Stuurgroep", date=date(2021, 7, 9), by=by)


def _writer(report: Report) -> User | None:
    """Who did the first thing to the report that is kept: handed it in."""
    first = report.events.select_related("by").first()
    return first.by if first else None


def copy_answers(source: Report, target: Report) -> None:
    asked = {question.pk for one in asked_in(target.round).sections for question in one.questions}
    Answer.objects.bulk_create(
        Answer(
            report=target,
            question_id=answer.question_id,
            node_id=answer.node_id,
            municipality_id=answer.municipality_id,
            text=answer.text,
            updated_by_id=answer.updated_by_id,
        )
        for answer in source.answers.filter(question__in=asked)
    )


def _regular(slug: str, half_year: HalfYear) -> Report:
    reports = Report.objects.select_related("round", "region")
    return reports.get(region__slug=slug, round__half_year=half_year, round__kind=RoundKind.REGULAR)
